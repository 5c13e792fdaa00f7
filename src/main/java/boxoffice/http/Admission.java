package boxoffice.http;

import boxoffice.limit.Quota;
import boxoffice.limit.TokenBucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Lets a bounded number of requests inside at once and turns the others away at once.
 *
 * <p>Virtual threads have no pool whose size would do this, and requests that queue up without a
 * bound wait longer than their clients do.
 *
 * <p>A rush is let in as a whole: it is gone a moment later. But when more come than can be served,
 * and keep coming, a long queue makes everybody wait and nobody be served sooner. So there are two
 * bounds. Up to the lower one requests come in as they like; whoever would be beyond it takes one
 * of the tokens that a rush may use, of which there are as many as the upper bound, and which come
 * back slowly.
 */
final class Admission {
  /** Within which all the tokens of a rush come back. */
  private static final Duration RUSH_EVERY = Duration.ofSeconds(10);

  private final Health health;
  private final int bound;
  private final int steady;
  private final TokenBucket rush;
  private final AtomicInteger inside = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  Admission(HttpSettings settings, Health health) {
    this.health = health;
    this.bound = settings.maxRequestsInFlight();
    this.steady = Math.min(bound, settings.steadyRequestsInFlight());
    this.rush = new TokenBucket(new Quota(bound, RUSH_EVERY));
  }

  /** Whether one more would be turned away: to be asked before anything is done for it. */
  boolean isFull() {
    int now = inside.get();
    return now >= bound || (now >= steady && rush.isEmpty());
  }

  Answer admit(Supplier<Answer> action) {
    if (!health.started()) {
      return Failure.NOT_STARTED;
    }
    int now = inside.incrementAndGet();
    try {
      boolean hasRoom = now <= steady || (now <= bound && rush.take());
      return hasRoom ? action.get() : refuse();
    } finally {
      inside.decrementAndGet();
    }
  }

  /** What who is turned away is told. */
  Failure refuse() {
    refused.increment();
    return Failure.TOO_BUSY;
  }

  int bound() {
    return bound;
  }

  /** How many are inside now. */
  int underWay() {
    return inside.get();
  }

  /** How many were turned away since the start because too many were inside. */
  long refused() {
    return refused.sum();
  }
}
