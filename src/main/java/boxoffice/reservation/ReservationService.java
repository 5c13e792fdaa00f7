package boxoffice.reservation;

import java.util.List;
import java.util.Optional;

/** Reserve, look, cancel. */
public interface ReservationService {
  /** Decides at once and for good; PostgreSQL learns of it a moment later. */
  ReserveOutcome reserve(long eventId, long userId);

  CancelOutcome cancel(long reservationId);

  Optional<NamedReservation> find(long reservationId);

  /** A user's reservations, newest first, cancelled ones included; empty if there is no such user. */
  Optional<List<NamedReservation>> ofUser(long userId, Page page);
}
