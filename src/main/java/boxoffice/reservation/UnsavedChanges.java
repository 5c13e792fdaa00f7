package boxoffice.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

/** The journal of changes that PostgreSQL does not have yet, shared by all instances. */
public interface UnsavedChanges {
  /** Strikes out what PostgreSQL has now; an entry that has changed since stays. */
  void saved(Collection<Reservation> changes);

  /** Takes the cancels of these events to write them along. */
  Taken takeCancelsOf(Collection<Long> eventIds, Holder holder);

  /**
   * Hands over, in batches, what has waited in these partitions for longer than this. Entries that
   * come or go meanwhile may be missed or repeated.
   */
  void olderThan(Duration age, IntPredicate partitions, int batchSize, Taker taker);

  /** The time by the clock that stamps the changes. */
  Instant now();

  /**
   * Holds changes in memory before they count as taken to be written: else a journal that is lost
   * meanwhile would be made whole without them, and their tickets sold again.
   */
  interface Holder {
    /** Holds them; what it returns undoes that. */
    Runnable hold(List<Reservation> changes);
  }

  /** Takes changes to write them. */
  interface Taker extends Holder {
    void save(List<Reservation> batch);
  }

  /**
   * Changes that are held.
   *
   * @param letGo undoes that
   */
  record Taken(List<Reservation> changes, Runnable letGo) {}
}
