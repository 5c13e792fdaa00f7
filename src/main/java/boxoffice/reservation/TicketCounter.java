package boxoffice.reservation;

import java.util.List;
import java.util.Optional;

/**
 * Decides who gets a ticket, one by one, and knows every change that PostgreSQL does not have yet.
 *
 * <p>Every method throws {@link UnavailableException} when the counter does not answer before the
 * deadline or may not be believed.
 */
public interface TicketCounter {
  /**
   * Takes a ticket of the event for the user, if they have none and there is one left. Knows
   * nothing of users: never answers {@link ReserveOutcome.UserNotFound}.
   *
   * @param keyDigest of the key by which a repeat of this request is known, if it has one
   */
  ReserveOutcome reserve(
      long eventId, long userId, long reservationId, Optional<String> keyDigest, Deadline deadline);

  /**
   * Frees the ticket, if the reservation still holds it.
   *
   * @return whether it did; if not, it has been cancelled before
   */
  boolean cancel(Reservation reservation, Deadline deadline);

  /** The event with what is left of it. */
  Optional<Event> event(long eventId, Deadline deadline);

  /** The reservation, if its newest change is not in PostgreSQL yet. */
  Optional<NamedReservation> unsaved(long reservationId, Deadline deadline);

  /** All changes of this user that are not in PostgreSQL yet. */
  List<Reservation> unsavedOfUser(long userId, Deadline deadline);

  /** Takes the name and total of each event, unless it knows newer ones. */
  void refresh(List<StoredEvent> events, Deadline deadline);

  /**
   * Takes a total lower than the one before, unless more tickets than that are confirmed.
   *
   * @return the number of confirmed tickets if there are too many; nothing was changed then
   */
  Optional<Integer> lower(StoredEvent event, Deadline deadline);

  /** Forgets the event, which is read again from PostgreSQL at its next use. */
  void unload(long eventId);
}
