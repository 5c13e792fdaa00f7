package boxoffice.reservation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The changes that PostgreSQL refused, in PostgreSQL, one row a reservation. None leaves before its
 * reservation is right.
 */
public interface RecoveryTable {
  /**
   * Keeps a refused change; merged with the one of the same reservation that may be there already.
   *
   * @param lease under which it was taken
   * @throws LeaseLostException when it is gone
   */
  void add(Lease lease, Reservation change, String error, Instant now, Instant nextAttemptAt);

  /** The cancels of these events. */
  List<Reservation> cancelsOf(Collection<Long> eventIds);

  /** Highest reservation id first. */
  List<FailedWrite> list(Page page, Deadline deadline);

  /**
   * Takes the row that has been due for longest, which no other instance takes meanwhile, and tries
   * it.
   *
   * @return false if none is due
   */
  boolean attemptDue(Instant now, Attempt attempt);

  /**
   * Tries this row now. Empty if there is none.
   *
   * @throws UnavailableException while somebody else is trying it
   */
  Optional<AttemptResult> attempt(long reservationId, Attempt attempt);

  /** Tries to write a row. */
  interface Attempt {
    AttemptResult run(FailedWrite row);
  }

  /** What became of it. */
  sealed interface AttemptResult {
    /** The row may leave. */
    record Saved() implements AttemptResult {}

    /** The row stays. */
    record Refused(String error, Instant nextAttemptAt, boolean flagged) implements AttemptResult {}
  }
}
