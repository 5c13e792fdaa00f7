package boxoffice.reservation;

import java.time.Instant;

/**
 * A change that PostgreSQL refused, kept until its row is right.
 *
 * @param error what PostgreSQL said last
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried again without anybody's help
 * @param flagged whether an operator should look at it
 */
public record FailedWrite(
    Reservation reservation,
    String error,
    int attempts,
    Instant failedAt,
    Instant nextAttemptAt,
    boolean flagged) {}
