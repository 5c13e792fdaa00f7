package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One of several instances dies, freezes, joins or leaves in the middle of a rush. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadInstanceIT {
  private static final int BUYERS = 50_000;
  private static final int TICKETS = 1_000_000;
  private static final int MANY = 300;
  private static final int QUEUES = 16;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final long TRIES_ONE = 1;
  private static final long TRIES_TWO = 2L * BUYERS;
  private static final Duration HOME = Duration.ofSeconds(10);
  private static final Duration SELLING_AGAIN = Duration.ofSeconds(5);
  private static final Duration FROZEN = Duration.ofSeconds(6);

  private SharedServers servers;
  private JarProcess one;
  private JarProcess two;
  private long event;

  @BeforeAll
  void startTwo() {
    servers = new SharedServers();
    one = servers.startJar();
    two = servers.startJar();
    one.awaitReady();
    two.awaitReady();
    servers
        .sql()
        .execute("insert into \"user\" (name) select 'u' from generate_series(1, ?)", 2 * BUYERS);
  }

  @BeforeEach
  void openASale() {
    if (!two.isAlive()) {
      two.letGo();
      two = servers.startJar().awaitReady();
    }
    event = one.newEvent(TICKETS);
    Await.until("one sells", () -> sells(one, TRIES_ONE));
    Await.until("two sells", () -> sells(two, TRIES_TWO));
  }

  private boolean sells(JarProcess jar, long user) {
    return jar.reserve(event, user).statusCode() != 503;
  }

  @AfterEach
  void nobodyStaysFrozen() {
    two.signal("CONT");
  }

  @AfterAll
  void end() {
    two.close();
    one.close();
    servers.close();
  }

  private Rush rushOn(JarProcess jar, long ofEvent) {
    return jar == one
        ? new Rush(jar, ofEvent, TRIES_ONE + 1, BUYERS, QUEUES, PAUSE)
        : new Rush(jar, ofEvent, BUYERS + 1, TRIES_TWO - 1, QUEUES, PAUSE);
  }

  private static void end(Rush... rushes) {
    List.of(rushes).forEach(Rush::leave);
    List.of(rushes).forEach(Rush::close);
  }

  private static void untilManyMoreAreSold(Rush rush) {
    int before = rush.sold();
    Await.until("many more are sold", () -> rush.sold() >= before + MANY);
  }

  private void within(Duration bound, long since, String what, BooleanSupplier condition) {
    Await.until(() -> what + " in vain, the output was:\n" + one.output(), condition);
    Promised.within(bound, what, since);
  }

  @Test
  void whatAKilledInstanceHadNotSavedComesHomeThroughTheOther() {
    // Of neighbours, each instance looks after one.
    long neighbour = one.newEvent(TICKETS);
    Rush rush;
    Rush other;
    long killed;
    try (var _ = servers.holdWritesUp()) {
      rush = rushOn(two, event);
      other = rushOn(two, neighbour);
      untilManyMoreAreSold(rush);
      untilManyMoreAreSold(other);
      killed = System.nanoTime();
      two.kill();
      assertFalse(areRows(event, rush), "it has saved them");
    }
    end(rush, other);
    within(
        HOME,
        killed,
        "what a killed instance had not saved is home",
        () -> areRows(event, rush) && areRows(neighbour, other));
    assertKept(event, List.of(one), rush);
    assertKept(neighbour, List.of(one), other);
  }

  @Test
  void anInstanceThatWasFrozenSellsAgainAndNothingIsLostOrSoldTwice() {
    try (Rush here = rushOn(one, event);
        Rush there = rushOn(two, event)) {
      untilManyMoreAreSold(here);
      untilManyMoreAreSold(there);
      two.signal("STOP");
      long frozen = System.nanoTime();
      untilManyMoreAreSold(here);
      int before = there.sold();
      Await.until("a while", () -> System.nanoTime() - frozen > FROZEN.toNanos());
      two.signal("CONT");
      long woken = System.nanoTime();
      within(
          SELLING_AGAIN,
          woken,
          "an instance that was frozen sells again",
          () -> there.sold() > before);
      untilManyMoreAreSold(there);
      end(here, there);
      assertKept(event, List.of(one, two), here, there);
    }
  }

  @Test
  void aRestartedRedisIsGoneOnWithWithoutTheFrozenAndWhatTheyHadNotSavedComesHome() {
    Rush there;
    try (var _ = servers.holdWritesUp()) {
      there = rushOn(two, event);
      untilManyMoreAreSold(there);
      two.signal("STOP"); // in the middle of its transactions
    }
    servers.redis().kill();
    servers.redis().start();
    long back = System.nanoTime();
    within(
        SELLING_AGAIN, back, "the others sell without the frozen one", () -> sells(one, TRIES_ONE));
    Rush here = rushOn(one, event);
    untilManyMoreAreSold(here);
    within(HOME, back, "what the frozen one had not saved is home", () -> areRows(event, there));
    two.signal("CONT");
    long woken = System.nanoTime();
    within(SELLING_AGAIN, woken, "the frozen one sells again", () -> sells(two, TRIES_TWO));
    end(here, there);
    assertEquals(2L, servers.sql().fetchValue("select count(*) from lease"));
    assertKept(event, List.of(one, two), here, there);
  }

  @Test
  void othersGoOnSellingWhenOneJoinsAndLeavesInTheMiddleOfARush() {
    try (Rush here = rushOn(one, event)) {
      untilManyMoreAreSold(here);
      try (JarProcess three = servers.startJar().awaitReady();
          Rush there = rushOn(three, event)) {
        untilManyMoreAreSold(there);
        assertEquals(143, three.terminate());
        untilManyMoreAreSold(here);
        end(here, there);
        assertKept(event, List.of(one, two), here, there);
      }
    }
  }

  /** Who was told so has the ticket, who did not ask has none, and all accounts agree. */
  private void assertKept(long ofEvent, List<JarProcess> living, Rush... rushes) {
    Set<Long> asked = new HashSet<>(Set.of(TRIES_ONE, TRIES_TWO));
    for (Rush rush : rushes) {
      Await.until("all that were sold are rows", () -> areRows(ofEvent, rush));
      asked.addAll(rush.reservationOfUser().keySet());
      asked.addAll(rush.others().keySet());
      rush.others().values().forEach(DeadInstanceIT::assertExcused);
    }
    Await.until("the accounts agree", () -> accountsAgree(ofEvent, living));
    Set<Long> holders = rows(ofEvent).keySet();
    holders.removeAll(asked);
    assertEquals(Set.of(), holders, "these did not ask");
  }

  /**
   * Whoever was neither served nor told to ask again had a broken or a silent connection, or asked
   * when the instance froze, which finds on waking that the time for the body is over.
   */
  private static void assertExcused(String other) {
    assertTrue(
        other.startsWith("503 ") || other.startsWith("408 ") || other.contains("Exception"), other);
  }

  private boolean accountsAgree(long ofEvent, List<JarProcess> living) {
    int available = TICKETS - rows(ofEvent).size();
    return living.stream()
            .allMatch(
                jar ->
                    jar.get("/events/" + ofEvent)
                        .body()
                        .contains("\"availableTickets\":" + available + "}"))
        && servers
            .sql()
            .fetchValue("select available_tickets from event where id = ?", ofEvent)
            .equals(available);
  }

  private boolean areRows(long ofEvent, Rush rush) {
    return rows(ofEvent).entrySet().containsAll(rush.reservationOfUser().entrySet());
  }

  private Map<Long, Long> rows(long ofEvent) {
    return servers
        .sql()
        .fetch(
            "select user_id, id from reservation where event_id = ? and status = 'CONFIRMED'",
            ofEvent)
        .intoMap(row -> row.get(0, Long.class), row -> row.get(1, Long.class));
  }
}
