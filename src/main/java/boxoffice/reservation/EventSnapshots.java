package boxoffice.reservation;

import java.util.Collection;
import java.util.Optional;

/** Reads an event with all its holders from PostgreSQL, for a counter that has to begin anew. */
public interface EventSnapshots {
  boolean exists(long eventId);

  /**
   * Reads from one snapshot who holds a ticket: PostgreSQL's rows, with what it refused and what it
   * does not have yet laid over them.
   *
   * @param unsaved the event's changes, read before this call
   * @return the event, or empty if there is none
   */
  Optional<StoredEvent> read(long eventId, Collection<Reservation> unsaved, HolderConsumer holders);

  /** Takes the holders one by one. */
  interface HolderConsumer {
    void accept(long userId, long reservationId, Optional<String> keyDigest);
  }
}
