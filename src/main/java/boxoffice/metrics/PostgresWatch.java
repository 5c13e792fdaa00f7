package boxoffice.metrics;

import boxoffice.postgres.FailedWriteTable;
import boxoffice.postgres.FailedWriteTable.Census;
import boxoffice.reservation.Deadline;
import java.time.Duration;

/**
 * Asks PostgreSQL now and then what it alone knows, so that who reads figures waits for nobody.
 * While it is away its rows stay as they are.
 */
public final class PostgresWatch implements Runnable {
  /** How long after one look the next begins. */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final FailedWriteTable failedWrites;
  private volatile boolean up;
  private volatile double waiting = Double.NaN;
  private volatile double flagged = Double.NaN;

  PostgresWatch(FailedWriteTable failedWrites, Meters meters) {
    this.failedWrites = failedWrites;
    meters.gauge(
        "postgresql.up", "Whether PostgreSQL answered the last look, 1 or 0", () -> up ? 1 : 0);
    meters.gauge("failed.writes.waiting", "Rows in failed_write, of all instances", () -> waiting);
    meters.gauge(
        "failed.writes.flagged", "Rows in failed_write that need an operator", () -> flagged);
  }

  @Override
  public void run() {
    boolean answered = false;
    try {
      Census census = failedWrites.census(Deadline.after(PATIENCE));
      waiting = census.waiting();
      flagged = census.flagged();
      answered = true;
    } finally {
      up = answered;
    }
  }
}
