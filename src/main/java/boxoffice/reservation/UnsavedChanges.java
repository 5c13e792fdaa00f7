package boxoffice.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

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
  void olderThan(Duration age, int batchSize, Consumer<List<Reservation>> batch);

  /** The time by the clock that stamps the changes. */
  Instant now();

  /** How many there are. */
  long count();
}
