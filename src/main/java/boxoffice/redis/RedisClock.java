package boxoffice.redis;

import boxoffice.reservation.Deadline;

/**
 * Redis's clock, as known from its last answer and the monotonic time since.
 *
 * <p>It is counted from when the answer arrived, not from when it was written, so it never runs
 * ahead of Redis: a deadline that has passed here has passed there too, and a command that Redis
 * executes after it is refused by the script.
 */
final class RedisClock {
  private volatile long offsetMicros;

  void observe(long redisMicros) {
    offsetMicros = redisMicros - System.nanoTime() / 1_000;
  }

  long nowMicros() {
    return System.nanoTime() / 1_000 + offsetMicros;
  }

  /** The deadline in microseconds of Redis's clock. */
  long micros(Deadline deadline) {
    return deadline.nanoTime() / 1_000 + offsetMicros;
  }
}
