package boxoffice.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sees that what was sold under load is in the books. */
final class Reservations {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final long LOOK_NANOS = 5_000_000;

  private final Stage stage;

  Reservations(Stage stage) {
    this.stage = stage;
  }

  /**
   * Waits until PostgreSQL has everything.
   *
   * @return how long that took, in seconds
   */
  double awaitSaved() {
    long begin = System.nanoTime();
    for (long unsaved = stage.redis().unsaved(); unsaved > 0; unsaved = stage.redis().unsaved()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new BenchException(
            "%d changes are not in PostgreSQL %d s after the load."
                .formatted(unsaved, PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Fails unless every success of the load is one of these new rows, and no other is. */
  static void checkRows(long rows, LoadResult result) {
    if (rows < result.succeeded() || rows > result.succeeded() + result.unknown()) {
      throw new BenchException(
          "%d reservations were answered 201 (%d more may have been), PostgreSQL has %d rows for them."
              .formatted(result.succeeded(), result.unknown(), rows));
    }
  }

  /** Fails unless Redis gave as many tickets of the event as there are rows. */
  void checkHolders(long firstEvent, int events) {
    long holders = 0;
    for (long event = firstEvent; event < firstEvent + events; event++) {
      holders += stage.redis().holders(event);
    }
    long rows = stage.events().rows(firstEvent, events);
    if (holders != rows) {
      throw new BenchException(
          "Redis gave %d tickets and PostgreSQL has %d rows.".formatted(holders, rows));
    }
  }
}
