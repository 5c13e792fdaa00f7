package boxoffice.reservation;

import java.util.List;
import java.util.Optional;

/** The events in PostgreSQL. */
public interface EventStore {
  StoredEvent create(String name, int totalTickets, Deadline deadline);

  /** Creates it, or tells of the one that was created under this key: its id. */
  CreateOutcome<Long> create(String name, int totalTickets, CreationKey key, Deadline deadline);

  /** Newest first, that is by falling id. */
  List<StoredEvent> list(Page page, Deadline deadline);

  /**
   * Runs the change while no other transaction can change this event, and commits what it
   * {@linkplain Change writes}.
   */
  <T> Optional<T> locked(long eventId, Change<T> change, Deadline deadline);

  /** Gives the event a newer version as it is, so that the {@link EventFeed} tells it once more. */
  void touch(long eventId, Deadline deadline);

  /** The first of the events with a version above this one, by rising version. */
  List<StoredEvent> changedSince(long version, int limit);

  /** What to do with an event while it is locked. */
  interface Change<T> {
    T apply(StoredEvent current, Writer writer);
  }

  /** Writes the event that is locked. */
  interface Writer {
    /** A version newer than all before. */
    long nextVersion();

    void write(StoredEvent event);
  }
}
