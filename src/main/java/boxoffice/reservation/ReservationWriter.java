package boxoffice.reservation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes to PostgreSQL. Writing a change any number of times, in any order, is the same as
 * writing it once.
 */
public interface ReservationWriter {
  /**
   * Writes all of them in one transaction, or none.
   *
   * @param lease under which they were taken
   * @throws LeaseLostException when it is gone
   * @throws RefusedException when PostgreSQL refuses a row; any other exception means that it may
   *     be tried again as it is
   */
  void write(Lease lease, List<Reservation> changes);

  /** PostgreSQL said no to a row, and will say so again unless something else changes first. */
  class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
