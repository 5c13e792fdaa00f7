package boxoffice.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** The journal of changes that PostgreSQL does not have yet, shared by all instances. */
public interface UnsavedChanges {
  /** Strikes out what PostgreSQL has now; an entry that has changed since stays. */
  void saved(Collection<Reservation> changes);

  /** Takes the cancels of these events to write them along. */
  Taken takeCancelsOf(Collection<Long> eventIds, Holder holder);

  /**
   * What has waited in these partitions for longer than this, in batches, each looked for when it
   * is asked for. Entries that come or go meanwhile may be missed or repeated.
   */
  Stream<Untaken> olderThan(Duration age, IntPredicate partitions, int batchSize);

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

  /** Changes that were found, and are nobody's yet. */
  interface Untaken {
    Taken take(Holder holder);
  }

  /**
   * Changes that are held.
   *
   * @param letGo undoes that
   */
  record Taken(List<Reservation> changes, Runnable letGo) {}
}
