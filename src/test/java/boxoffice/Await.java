package boxoffice;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come about, and fails with what was seen last where it does not. */
public final class Await {
  /** Longer than anything takes that works, on however slow a machine. */
  public static final Duration BOUND = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(10);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    until(BOUND, what, condition);
  }

  public static void until(Supplier<String> failure, BooleanSupplier condition) {
    until(BOUND, failure, condition);
  }

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
