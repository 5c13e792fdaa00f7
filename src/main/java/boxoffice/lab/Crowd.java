package boxoffice.lab;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The buyers of a rush, who come one by one. */
final class Crowd {
  /** One of so many who have a ticket gives it back. */
  private static final int CHANGES_MIND = 20;

  /** No more than so many are there at once: the next come when some have left. */
  private static final int AT_ONCE = 5_000;

  /** How long each asks again where there is no answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final List<Long> userIds;
  private final Duration arrival;
  private final Ending ending;
  private final Semaphore room = new Semaphore(AT_ONCE);

  /**
   * @param arrival within which all come, unless it is too crowded
   */
  Crowd(List<Long> userIds, Duration arrival, Ending ending) {
    this.userIds = userIds;
    this.arrival = arrival;
    this.ending = ending;
  }

  /** Returns when everybody has an answer, or the end has come. */
  void buy(Desk desk, Ledger ledger, long eventId) throws InterruptedException {
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < userIds.size() && mayCome(begin, n); n++) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        boolean changesMind = n % CHANGES_MIND == 0;
        var buyer = new Buyer(desk, ledger, eventId, userIds.get(n), changesMind, giveUpAt);
        threads.execute(() -> buy(buyer));
      }
      threads.shutdown();
      while (!threads.awaitTermination(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (ending.hasCome()) {
          threads.shutdownNow();
        }
      }
    }
  }

  /** Waits for the turn of this one, and for room. */
  private boolean mayCome(long begin, int n) throws InterruptedException {
    long turn = begin + arrival.toNanos() * n / userIds.size();
    boolean over = ending.comesWithin(Duration.ofNanos(Math.max(0, turn - System.nanoTime())));
    while (!over && !room.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      over = ending.hasCome();
    }
    return !over;
  }

  private void buy(Buyer buyer) {
    try {
      buyer.buy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }
}
