package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.embedded.DataDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The end of the process in the middle of a rush: what a buyer was told stays true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MidRushIT {
  private static final int BUYERS = 5_000;
  private static final int BEFORE_THE_END = 700;
  private static final int TICKETS = 20_000;

  private final Path data = TestServers.temporaryDirectory();
  private JarProcess jar;
  private long event;

  @BeforeAll
  void startWithManyUsers() {
    jar = JarProcess.selling(data, Map.of());
    sql(
        sql ->
            sql.execute(
                "insert into \"user\" (name) select 'Buyer' from generate_series(1001, {0})",
                DSL.inline(BUYERS)));
  }

  @BeforeEach
  void startOnAnEventOfItsOwn() {
    if (!jar.isAlive()) {
      restart();
    }
    event = jar.newEvent(TICKETS);
  }

  @AfterAll
  void end() {
    jar.close();
  }

  @Test
  void afterAKillEachTicketSoldIsThereAndTheUnsureBuyerAsksAgain() {
    var rush = new Rush(jar, event, 1, BUYERS);
    jar.await(() -> rush.sold() >= BEFORE_THE_END);
    jar.kill();
    rush.close();
    restart();
    assertTrue(jar.output().contains("that a killed process left"), jar.output());
    assertEachTicketIsARow(rush);
    List<Long> unsure = rush.others().keySet().stream().toList();
    for (long user : unsure) {
      int again = jar.reserve(event, user).statusCode();
      assertTrue(again == 201 || again == 409, () -> "answered " + again);
    }
    theBooksBalance(rush.sold() + unsure.size());
  }

  @Test
  void sigtermSavesWhatWasSold() {
    endsInGoodOrder(jar::terminate, 143);
  }

  @Test
  void anInterruptOfTheWholeProcessGroupSavesWhatWasSold() {
    endsInGoodOrder(jar::interruptGroup, 130);
  }

  private void endsInGoodOrder(IntSupplier end, int code) {
    var rush = new Rush(jar, event, 1, BUYERS);
    jar.await(() -> rush.sold() >= BEFORE_THE_END);
    assertEquals(code, end.getAsInt());
    rush.close();
    jar.assertNothingIsLeft();
    assertTrue(jar.lines().getLast().endsWith("stopped"), jar.output());
    assertFalse(jar.output().contains(" WARN App"), jar.output());
    assertFalse(jar.output().contains(" ERROR "), jar.output());
    assertFalse(jar.output().contains("\tat "), jar.output());
    restart();
    assertEachTicketIsARow(rush);
    Map<Long, Long> rows = rows();
    // A buyer whose connection closed before the answer may have a ticket; nobody else may.
    rows.keySet().removeAll(rush.reservationOfUser().keySet());
    assertTrue(rush.others().keySet().containsAll(rows.keySet()), () -> "nobody asked: " + rows);
    theBooksBalance(rush.sold() + rows.size());
  }

  private void restart() {
    jar.letGo();
    jar = JarProcess.selling(data, Map.of());
  }

  /** Waits for what only the journal knows: the sweep brings it home. */
  private void assertEachTicketIsARow(Rush rush) {
    assertTrue(rush.sold() >= BEFORE_THE_END);
    jar.await(() -> rows().entrySet().containsAll(rush.reservationOfUser().entrySet()));
  }

  private void theBooksBalance(int confirmed) {
    jar.await(() -> rows().size() == confirmed);
    String expected = "\"availableTickets\":" + (TICKETS - confirmed);
    String body = jar.get("/events/" + event).body();
    assertTrue(body.contains(expected), () -> expected + " was expected, " + body + " answered");
    jar.await(() -> availableInPostgres() == TICKETS - confirmed);
  }

  /** Which reservation each user has. */
  private Map<Long, Long> rows() {
    return sql(
        sql ->
            sql.fetch(
                    "select user_id, id from reservation where event_id = ? and status ="
                        + " 'CONFIRMED'",
                    event)
                .intoMap(row -> row.get(0, Long.class), row -> row.get(1, Long.class)));
  }

  private int availableInPostgres() {
    return sql(
        sql ->
            sql.fetchSingle("select available_tickets from event where id = ?", event)
                .get(0, Integer.class));
  }

  private <T> T sql(Function<DSLContext, T> question) {
    try (Connection connection = DriverManager.getConnection(new DataDirectory(data).jdbcUrl())) {
      return question.apply(DSL.using(connection, SQLDialect.POSTGRES));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
