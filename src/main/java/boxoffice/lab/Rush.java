package boxoffice.lab;

import boxoffice.lab.RushState.Phase;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rush from its event to its books. It goes on whatever becomes of the servers meanwhile, and
 * ends by itself.
 */
final class Rush {
  private static final Logger log = LoggerFactory.getLogger(Rush.class);

  /** How long rows are waited for while PostgreSQL answers. What is not there then is lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE_BETWEEN_COUNTS = Duration.ofMillis(250);

  private final long number;
  private final RushPlan plan;
  private final Stage stage;
  private final LabUsers users;
  private final Diary diary;
  private final Instant begun;
  private final Ledger ledger = new Ledger();
  private final Ending ending = new Ending();
  private final Thread thread = Thread.ofVirtual().name("lab-rush").unstarted(this::run);
  private volatile Phase phase = Phase.PREPARING;
  private volatile Optional<Long> eventId = Optional.empty();
  private volatile Optional<Books> books = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();

  Rush(long number, RushPlan plan, Stage stage, LabUsers users, Diary diary, Instant begun) {
    this.number = number;
    this.plan = plan;
    this.stage = stage;
    this.users = users;
    this.diary = diary;
    this.begun = begun;
  }

  Rush begin() {
    thread.start();
    return this;
  }

  boolean isOver() {
    return phase == Phase.DONE || phase == Phase.FAILED;
  }

  /** Breaks it off. */
  void end() {
    ending.end(thread);
  }

  RushState state() {
    return new RushState(number, eventId, plan, phase, begun, ledger.told(), books, failure);
  }

  private void run() {
    try {
      note(
          number(plan.buyers())
              + " buyers on "
              + number(plan.tickets())
              + " tickets, who come over "
              + plan.seconds()
              + " s");
      List<Long> crowd = users.crowd(plan.buyers());
      long event = stage.events().create("Rush " + number + " of the lab", plan.tickets()).id();
      eventId = Optional.of(event);
      phase = Phase.SELLING;
      sell(event, crowd);
      phase = Phase.COUNTING;
      count(event);
      if (ending.hasCome()) {
        fail("It was broken off, since the service ends.");
      } else {
        note(sum());
        phase = Phase.DONE;
      }
    } catch (UnavailableException e) {
      log.debug("no rush", e);
      fail(
          "PostgreSQL is away: its event and its buyers can't be made. Try again when it is back.");
    } catch (InterruptedException | RuntimeException e) {
      log.error("a rush failed", e);
      fail("Something went wrong on our side.");
    }
  }

  private void fail(String why) {
    failure = Optional.of(why);
    note("has no books: " + why);
    phase = Phase.FAILED;
  }

  private void sell(long event, List<Long> crowd) throws InterruptedException {
    try (var desk = new Desk(stage.service().get(), stage.credential())) {
      new Crowd(crowd, Duration.ofSeconds(plan.seconds()), ending).buy(desk, ledger, event);
    }
    if (ending.hasCome()) {
      return;
    }
    RushState.Told told = ledger.told();
    note(
        "everybody has an answer: %s have a ticket, %s gave theirs back, %s came too late"
            .formatted(
                number(told.reserved() - told.cancelled()),
                number(told.cancelled()),
                number(told.soldOut())));
  }

  /** Again and again, until all are there. */
  private void count(long event) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean over = false;
    while (!over && !ending.hasCome()) {
      try {
        Books counted = Books.count(ledger, event, plan.tickets(), stage.saved());
        books = Optional.of(counted);
        over = counted.allAreHome() || System.nanoTime() > end;
      } catch (UnavailableException away) {
        end = System.nanoTime() + PATIENCE.toNanos();
      }
      over = over || ending.comesWithin(PAUSE_BETWEEN_COUNTS);
    }
  }

  private String sum() {
    Books counted = books.orElseThrow();
    return "promised %s, in PostgreSQL %s, lost %s"
        .formatted(
            number(counted.promised()), number(counted.inPostgres()), number(counted.lost()));
  }

  private void note(String words) {
    diary.note("Rush " + number + ": " + words);
  }

  private static String number(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }
}
