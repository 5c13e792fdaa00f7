package boxoffice.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Lets a bounded number of requests inside at once and turns the others away at once.
 *
 * <p>Virtual threads have no pool whose size would do this, and requests that queue up without a
 * bound wait longer than their clients do.
 */
final class Admission {
  private final Health health;
  private final int bound;
  private final Semaphore permits;
  private final LongAdder refused = new LongAdder();

  Admission(int bound, Health health) {
    this.bound = bound;
    this.permits = new Semaphore(bound);
    this.health = health;
  }

  Answer admit(Supplier<Answer> inside) {
    if (!health.started()) {
      return Failure.NOT_STARTED;
    }
    if (!permits.tryAcquire()) {
      refused.increment();
      return Failure.TOO_BUSY;
    }
    try {
      return inside.get();
    } finally {
      permits.release();
    }
  }

  int bound() {
    return bound;
  }

  /** How many are inside now. */
  int underWay() {
    return bound - permits.availablePermits();
  }

  /** How many were turned away since the start because too many were inside. */
  long refused() {
    return refused.sum();
  }
}
