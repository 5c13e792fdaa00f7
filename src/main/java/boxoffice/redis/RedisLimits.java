package boxoffice.redis;

/**
 * The bounds of what goes to Redis.
 *
 * @param requestsPerCall most requests that go to Redis together, in however many calls; bounds how
 *     long it is busy with them
 * @param waitingRequests most requests waiting to go; more are told that Redis is unavailable
 * @param unsavedPerPartition most changes of one partition that PostgreSQL may lack; then
 *     BACKLOG_FULL
 */
public record RedisLimits(int requestsPerCall, int waitingRequests, long unsavedPerPartition) {}
