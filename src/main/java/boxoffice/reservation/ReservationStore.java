package boxoffice.reservation;

import java.util.List;
import java.util.Optional;

/** The reservations in PostgreSQL, those that it refused included. */
public interface ReservationStore {
  Optional<NamedReservation> find(long reservationId, Deadline deadline);

  /**
   * A user's reservations with their unsaved changes laid over them, newest first, from one
   * snapshot; empty if there is no such user.
   *
   * @param unsaved read before this call, so that what was saved in between is found in PostgreSQL
   */
  Optional<List<NamedReservation>> ofUser(
      long userId, List<Reservation> unsaved, Page page, Deadline deadline);
}
