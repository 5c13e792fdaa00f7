package boxoffice.http;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A question that is asked over and over, but never again while it waits for its answer, and the
 * newest answer to it. Whoever asks waits no longer than they like. For one thread.
 */
final class StandingQuestion<T> {
  private static final Logger LOG = LoggerFactory.getLogger(StandingQuestion.class);

  private final Supplier<T> question;
  private final ExecutorService asking;
  private @Nullable Future<T> underWay;
  private @Nullable T answer;
  private long askedAt;

  /**
   * @param asking gives each question a thread of its own
   */
  StandingQuestion(Supplier<T> question, ExecutorService asking) {
    this.question = question;
    this.asking = asking;
  }

  void ask() {
    if (underWay == null) {
      askedAt = System.nanoTime();
      underWay = asking.submit(question::get);
    }
  }

  /** Asks if that was not done within this time. */
  void askEvery(long nanos) {
    if (answer == null || System.nanoTime() - askedAt >= nanos) {
      ask();
    }
  }

  /**
   * The newest answer there is at this instant of {@link System#nanoTime}; earlier, if none is
   * awaited. A question that failed has brought none.
   */
  Optional<T> answerBy(long nanoTime) throws InterruptedException {
    if (underWay != null) {
      try {
        answer = underWay.get(nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
        underWay = null;
      } catch (ExecutionException failed) {
        LOG.debug("no answer for the live pages", failed);
        underWay = null;
      } catch (TimeoutException later) {
        // It comes in its own time.
      }
    }
    return Optional.ofNullable(answer);
  }
}
