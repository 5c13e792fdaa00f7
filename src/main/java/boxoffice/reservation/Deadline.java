package boxoffice.reservation;

import java.time.Duration;

/**
 * The instant until which a request may wait, all its waits together. Monotonic: no change of the
 * wall clock moves it.
 */
public record Deadline(long nanoTime) {

  public static Deadline after(Duration wait) {
    return new Deadline(System.nanoTime() + wait.toNanos());
  }

  /** What is left, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
