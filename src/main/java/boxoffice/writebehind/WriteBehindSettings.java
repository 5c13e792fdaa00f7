package boxoffice.writebehind;

import java.time.Duration;

/**
 * The bounds of the way to PostgreSQL.
 *
 * @param batchSize most changes in one transaction
 * @param linger how long a worker that has one change waits for more to write along: nobody waits
 *     for the row, and a transaction costs the same for one row as for hundreds
 * @param heldLimit most changes held in memory; then BACKLOG_FULL
 * @param sweepAge how long a change may wait before the sweep looks after it
 * @param closeTimeout how long the queue may take to empty at the end
 */
public record WriteBehindSettings(
    int queueCapacity,
    int workers,
    int batchSize,
    Duration linger,
    int heldLimit,
    Duration sweepAge,
    Duration sweepInterval,
    RetrySchedule retrySchedule,
    Duration recoveryInterval,
    Duration closeTimeout) {}
