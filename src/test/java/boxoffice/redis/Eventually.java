package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has to become true, and fails where it does not. */
final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(40);
  private static final Duration LOOK = Duration.ofMillis(10);

  private Eventually() {}

  static void eventually(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("not within " + BOUND.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
