package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.Promised;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that somebody writes into PostgreSQL are as good as those that came over HTTP. */
class HandWrittenRowsTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @AutoClose private static TestApp app;
  private static TestWorld world;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    world = app.world();
  }

  @Test
  void usersAndEventsWrittenByHandAreSoldLikeAnyOther() {
    long far = 9_007_199_254_740_991L;
    assertEquals(400, app.reserve(far, far).statusCode());
    insertEvent(far, 2);
    assertEquals(400, app.reserve(far, far).statusCode());
    world.sql().execute("insert into \"user\" (id, name) values (?, 'by hand')", far);
    app.reserved(far, far);
    assertEquals(1, app.available(far));
    Books.assertBalanced(app, far);
    app.reserved(app.newEvent(3), app.newUser());
  }

  @Test
  void availableTicketsGivenWrongAreCorrected() {
    world
        .sql()
        .execute(
            "insert into event (id, name, total_tickets, available_tickets, version)"
                + " values (500, 'by hand', 10, 3, 99)");
    assertEquals(10, app.available(500));
    app.reserved(500, app.newUser());
    Books.assertBalanced(app, 500);
    world
        .sql()
        .execute("update event set total_tickets = 20, available_tickets = 1 where id = 500");
    awaitAvailable(500, 19);
    Books.assertBalanced(app, 500);
  }

  @Test
  void aTotalAndANameChangedByHandReachTheNextBuyer() {
    long event = app.newEvent(1);
    app.reserved(event, app.newUser());
    long next = app.newUser();
    assertEquals(400, app.reserve(event, next).statusCode());
    world.sql().execute("update event set total_tickets = 2, name = 'Encore' where id = ?", event);
    awaitAvailable(event, 1);
    app.reserved(event, next);
    assertEquals("Encore", app.json(app.get("/events/" + event)).path("eventName").asText());
    Books.assertBalanced(app, event);
  }

  @Test
  void aTotalChangedAmongThousandsIsNotOverlooked() {
    long event = app.newEvent(1);
    assertEquals(1, app.available(event));
    world
        .sql()
        .execute(
            "do $$ begin update event set total_tickets = 6 where id = "
                + event
                + "; insert into event (id, name, total_tickets, available_tickets, version)"
                + " select 100000 + n, 'by hand', 5, 5, 0 from generate_series(1, 3000) n; end $$");
    awaitAvailable(event, 6);
    Books.assertBalanced(app, event);
  }

  private static void insertEvent(long id, int tickets) {
    world
        .sql()
        .execute(
            "insert into event (id, name, total_tickets, available_tickets, version)"
                + " values (?, 'by hand', ?, ?, 0)",
            id,
            tickets,
            tickets);
  }

  private static void awaitAvailable(long event, int available) {
    Await.until(
        Promised.atMost(A_SECOND),
        () -> app.available(event) + " available",
        () -> app.available(event) == available);
  }
}
