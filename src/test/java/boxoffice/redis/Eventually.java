package boxoffice.redis;

import boxoffice.Await;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what has to become true after a fault, and fails where it does not. */
final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(40);

  private Eventually() {}

  static void eventually(String what, BooleanSupplier condition) {
    Await.until(BOUND, what, condition);
  }
}
