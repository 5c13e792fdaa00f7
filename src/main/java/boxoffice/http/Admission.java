package boxoffice.http;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets a bounded number of requests inside at once and turns the others away at once.
 *
 * <p>Virtual threads have no pool whose size would do this, and requests that queue up without a
 * bound wait longer than their clients do.
 */
final class Admission {
  private final Health health;
  private final Semaphore permits;

  Admission(int bound, Health health) {
    this.permits = new Semaphore(bound);
    this.health = health;
  }

  Answer admit(Supplier<Answer> inside) {
    if (!health.started()) {
      return Failure.NOT_STARTED;
    }
    if (!permits.tryAcquire()) {
      return Failure.TOO_BUSY;
    }
    try {
      return inside.get();
    } finally {
      permits.release();
    }
  }
}
