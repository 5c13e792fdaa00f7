package boxoffice.redis;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the waiting of those whose deadline has passed, a moment after it. One look around for all
 * of them: a timer for each would be set and taken back thousands of times a second, and nearly
 * none is needed.
 */
final class DeadlineWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeadlineWatch.class);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Lane lane;
  private final Thread thread =
      Thread.ofPlatform().name("deadline-watch").daemon().unstarted(this::run);
  private volatile boolean closed;

  DeadlineWatch(Lane lane) {
    this.lane = lane;
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        lane.failOverdue();
      } catch (Throwable e) { // an Error too must not end the only thread that ends waiting
        log.error("requests whose deadline has passed could not be told, and will be", e);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
