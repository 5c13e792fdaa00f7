package boxoffice;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come about within a bound, and fails with what was seen last. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Await() {}

  public static void until(Duration bound, String what, BooleanSupplier condition) {
    until(bound, () -> "not within " + bound.toMillis() + " ms: " + what, condition);
  }

  public static void until(Duration bound, Supplier<String> failure, BooleanSupplier condition) {
    long end = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(failure.get());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
