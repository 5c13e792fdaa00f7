package boxoffice.reservation;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The rows of reservations in PostgreSQL, for who counts what has come home. */
public interface SavedReservations {
  /** The status of each of these reservations that has a row. */
  Map<Long, Status> statuses(Collection<Long> reservationIds);

  /** The confirmed rows of an event, whoever knows of them. */
  Set<Long> confirmed(long eventId);
}
