package boxoffice.chaos;

import boxoffice.chaos.History.OnSale;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Moves the totals of some events up and down in the middle of the rush. */
final class Operator implements Runnable {
  private static final int SHORTEST_PAUSE_MILLIS = 100;
  private static final int LONGEST_PAUSE_MILLIS = 500;

  private final Persistent asking;
  private final List<OnSale> events;
  private final Random random;

  Operator(Persistent asking, List<OnSale> events, Random random) {
    this.asking = asking;
    this.events = events;
    this.random = random;
  }

  @Override
  public void run() {
    while (!asking.isOver()) {
      OnSale event = events.get(random.nextInt(events.size()));
      // Down to a quarter: often below what is confirmed, which must be refused.
      int total = event.total() / 4 + random.nextInt(event.total());
      asking
          .untilDecided(Question.setTotal(event.eventId(), total))
          .ifPresent(_ -> LockSupport.parkNanos(pauseNanos()));
    }
  }

  private long pauseNanos() {
    return 1_000_000L * random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
  }
}
