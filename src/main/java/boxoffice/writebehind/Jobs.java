package boxoffice.writebehind;

import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduled jobs. One that fails runs again at its next turn. */
public final class Jobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);

  /** One for each job, so that none waits for another that hangs. */
  private static final int THREADS = 9;

  private static final long CLOSE_SECONDS = 1;

  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          THREADS, Thread.ofPlatform().name("job-", 1).daemon().factory());

  /** Runs the job now, and again this long after each end. */
  public void every(Duration pause, String name, Runnable job) {
    ScheduledFuture<?> _ =
        executor.scheduleWithFixedDelay(
            () -> run(name, job), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(String name, Runnable job) {
    try {
      job.run();
    } catch (Throwable e) { // an Error too must not end the job for ever
      if (isExpected(e)) {
        log.debug("{} waits for its next turn: {}", name, e.getMessage());
      } else if (!executor.isShutdown()) {
        log.error("{} failed and runs again at its next turn", name, e);
      }
    }
  }

  /** Something is away, and nothing else failed along with it. */
  private static boolean isExpected(Throwable failure) {
    return failure instanceof UnavailableException
        && Arrays.stream(failure.getSuppressed()).allMatch(Jobs::isExpected);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("a job did not end within {} s and is left behind", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
