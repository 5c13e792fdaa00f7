package boxoffice.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The journal of changes that PostgreSQL does not have yet, shared by all instances. */
public interface UnsavedChanges {
  /** Strikes out what PostgreSQL has now; an entry that has changed since stays. */
  void saved(Collection<Reservation> changes);

  /** The cancels of these events. */
  List<Reservation> cancelsOf(Collection<Long> eventIds);

  /**
   * Hands over, in batches, what has waited for longer than this. Entries that come or go meanwhile
   * may be missed or repeated.
   */
  void olderThan(Duration age, int batchSize, Taker taker);

  /** The time by the clock that stamps the changes. */
  Instant now();

  /**
   * Takes changes to write them. It holds them in memory before they count as taken: else a journal
   * that is lost meanwhile would be made whole without them, and their tickets sold again.
   */
  interface Taker {
    /** Holds them; what it returns undoes that. */
    Runnable hold(List<Reservation> batch);

    void save(List<Reservation> batch);
  }
}
