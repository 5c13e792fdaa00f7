package boxoffice.lab;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a thread that it is to end, and cuts its pauses short. Not by an interrupt, which would hit
 * whatever else the thread does: starting a server, talking to PostgreSQL.
 */
final class Ending {
  /** How long the thread may take to come to its end; the service has to end soon, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CountDownLatch latch = new CountDownLatch(1);

  /** From now on no pause lasts; returns when the thread has come to its end, or takes too long. */
  void end(Thread thread) {
    latch.countDown();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean hasCome() {
    return latch.getCount() == 0;
  }

  /** Pauses. Returns whether it was cut short, since this is the end. */
  boolean comesWithin(Duration pause) {
    try {
      return latch.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
