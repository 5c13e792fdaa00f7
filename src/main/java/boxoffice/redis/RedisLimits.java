package boxoffice.redis;

/**
 * The bounds of what goes to Redis.
 *
 * @param requestsPerCall most requests decided in one call; bounds how long Redis is busy with it
 * @param waitingRequests most requests waiting in one partition's lane; more are told that Redis is
 *     unavailable
 * @param unsavedPerPartition most changes of one partition that PostgreSQL may lack; then
 *     BACKLOG_FULL
 */
public record RedisLimits(int requestsPerCall, int waitingRequests, long unsavedPerPartition) {}
