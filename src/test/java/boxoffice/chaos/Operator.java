package boxoffice.chaos;

import boxoffice.chaos.History.OnSale;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves the totals of some events up and down in the middle of the rush, and creates others, each
 * by a key and often twice.
 */
final class Operator implements Runnable {
  private static final int SHORTEST_PAUSE_MILLIS = 100;
  private static final int LONGEST_PAUSE_MILLIS = 500;

  private final int number;
  private final Persistent asking;
  private final Market market;
  private final List<OnSale> events;
  private final Random random;
  private int created;

  Operator(int number, Persistent asking, Market market, List<OnSale> events, Random random) {
    this.number = number;
    this.market = market;
    this.asking = asking;
    this.events = events;
    this.random = random;
  }

  @Override
  public void run() {
    while (!asking.isOver()) {
      create();
      OnSale event = events.get(random.nextInt(events.size()));
      // Down to a quarter: often below what is confirmed, which must be refused.
      int total = event.total() / 4 + random.nextInt(event.total());
      asking
          .untilDecided(Question.setTotal(event.eventId(), total))
          .ifPresent(_ -> LockSupport.parkNanos(pauseNanos()));
    }
  }

  private void create() {
    Question question = Question.create(market.newName(number + "-" + created++));
    boolean isCreated = asking.untilDecided(question).isPresent();
    if (isCreated && random.nextBoolean()) {
      asking.untilDecided(question);
    }
  }

  private long pauseNanos() {
    return 1_000_000L * random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
  }
}
