package boxoffice.reservation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers operators in time, whatever their request waits for behind the scenes. What is not waited
 * for any more goes on by itself, since it may be in the middle of something, and ends by its own
 * timeouts; so only a few may be under way.
 */
public final class OperatorRequests {
  /** Well within the two seconds after which every request is answered. */
  public static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final Semaphore permits;

  public OperatorRequests(int atOnce) {
    this.permits = new Semaphore(atOnce);
  }

  /**
   * What comes of the work.
   *
   * @throws UnavailableException when that takes too long, or too many are under way
   */
  public <T> T answer(Supplier<T> work) {
    if (!permits.tryAcquire()) {
      throw new UnavailableException("too many requests of operators are under way");
    }
    CompletableFuture<T> answer =
        CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().name("operator").start(task))
            .whenComplete((_, _) -> permits.release());
    try {
      return answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new UnavailableException("it takes longer than a request may wait", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    }
  }
}
