package boxoffice.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions, never longer than a bound. */
final class Waiting {
  private Waiting() {}

  /**
   * Whether the condition came true within the limit. An interrupt does not cut the wait short,
   * since a half-stopped server would be left behind; the thread stays interrupted.
   */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        try {
          Thread.sleep(Bounds.POLL);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
