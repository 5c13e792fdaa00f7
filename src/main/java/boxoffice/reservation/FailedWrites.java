package boxoffice.reservation;

import java.util.List;

/** The changes that PostgreSQL refused, as operators see them. */
public interface FailedWrites {
  /** Highest reservation id first; {@code before} is a reservation's id. */
  List<FailedWrite> list(Page page);

  /**
   * Tries this one now, whatever its next attempt says.
   *
   * @throws UnavailableException when it takes too long; it is broken off then, and may have
   *     succeeded all the same
   */
  RetryOutcome retry(long reservationId);
}
