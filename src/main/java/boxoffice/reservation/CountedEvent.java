package boxoffice.reservation;

import java.util.List;
import java.util.Optional;

/**
 * What the counter has of an event.
 *
 * @param unsavedCount how many of its changes the journal has, whether or not PostgreSQL has them
 * @param unsaved those changes; empty if they are too many to be read
 * @param onSale empty while the event is not loaded, which it is at its next use
 */
public record CountedEvent(
    long eventId, long unsavedCount, Optional<List<Reservation>> unsaved, Optional<OnSale> onSale) {

  /**
   * The event as it is sold.
   *
   * @param held how many tickets are held
   */
  public record OnSale(String name, int totalTickets, long version, long held) {}
}
