package boxoffice.reservation;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

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

  /**
   * Does work that is made of many waits, and is not waited for any longer than until the deadline.
   *
   * <p>It is done in a thread of its own. What that waits on is cut off then ({@link BoundWork}),
   * so that work that is given up leaves nothing behind that would have to be bounded in turn.
   *
   * @throws UnavailableException when the deadline passes first; whether the work was done is
   *     unknown
   */
  public <T> T bound(Supplier<T> work) {
    var bound = new BoundWork();
    var task = new FutureTask<>(() -> bound.run(work));
    try {
      if (!remaining().isZero()) {
        Thread.ofVirtual().name("bound").start(task);
      }
      return task.get(remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new UnavailableException("there was no time left", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    } finally {
      bound.giveUp();
    }
  }
}
