package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.Promised;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one instance remembers never makes it lie after another's change. */
class RememberingTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private static TestWorld world;
  private static TestApp one;
  private static TestApp two;

  private long event;
  private long holder;
  private long reservation;
  private long buyer;

  @BeforeAll
  static void start() {
    world = TestWorld.fresh();
    one = TestApp.patient(world, Map.of());
    two = TestApp.patient(world, Map.of());
    eventually("both believe the same Redis", () -> isReady(one) && isReady(two));
  }

  @AfterAll
  static void end() {
    two.close();
    one.close();
    world.close();
  }

  /** One has said more than once that nothing is left. */
  @BeforeEach
  void sellOut() {
    event = one.newEvent(1);
    holder = one.newUser();
    buyer = one.newUser();
    reservation = one.reserved(event, holder);
    assertSoldOut(one);
    assertSoldOut(one);
    assertEquals(0, one.available(event));
  }

  @AfterEach
  void theBooksBalance() {
    Books.assertBalanced(one, event);
    Books.assertBalanced(two, event);
  }

  private static boolean isReady(TestApp app) {
    return app.get("/readyz").statusCode() == 200;
  }

  private void assertSoldOut(TestApp app) {
    HttpResponse<String> answer = app.reserve(event, buyer);
    assertTrue(answer.body().contains("SOLD_OUT"), answer.body());
  }

  private static void patch(TestApp app, long event, String json) {
    HttpResponse<String> answer = app.patch("/events/" + event, json);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void aTicketThatAnotherTookBackIsSoldAtOnce() {
    assertEquals(200, two.cancel(reservation).statusCode());

    one.reserved(event, buyer);
    assertTrue(two.reserve(event, holder).body().contains("SOLD_OUT"));
  }

  @Test
  void aTotalThatAnotherRaisedIsSoldAtOnce() {
    patch(two, event, "{\"totalTickets\":2}");

    one.reserved(event, buyer);
    assertEquals(0, one.available(event));
  }

  @Test
  void aTotalThatAnotherLoweredIsNotSoldAnyMore() {
    patch(one, event, "{\"totalTickets\":2}");
    assertEquals(1, one.available(event));
    patch(two, event, "{\"totalTickets\":1}");

    assertSoldOut(one);
    assertEquals(0, one.available(event));
  }

  @Test
  void aTotalRaisedByHandIsSoldWithinASecondOrSo() {
    world.sql().execute("update event set total_tickets = 2 where id = ?", event);

    Await.until(
        Promised.atMost(A_SECOND),
        "one sells",
        () -> one.reserve(event, buyer).statusCode() != 400 && one.available(event) == 0);
  }

  @Test
  void aNameThatAnotherChangedIsToldAtOnce() {
    patch(two, event, "{\"eventName\":\"Encore\"}");

    assertTrue(one.get("/events/" + event).body().contains("Encore"));
    assertTrue(one.get("/users/" + holder + "/reservations").body().contains("Encore"));
    assertTrue(one.get("/reservations/" + reservation).body().contains("Encore"));
  }

  @Test
  void aUserThatAnotherCreatedBuysAtOnce() {
    patch(one, event, "{\"totalTickets\":2}");

    one.reserved(event, two.newUser());
  }

  @Test
  void aUserWhomOneSaidNotToExistBuysAsSoonAsAnotherHasCreatedThem() {
    patch(one, event, "{\"totalTickets\":3}");
    long next = buyer + 1;
    assertTrue(one.reserve(event, next).body().contains("USER_NOT_FOUND"));
    assertEquals(400, one.get("/users/" + next).statusCode());
    assertEquals(next, two.newUser());
    one.reserved(event, next);

    long byHand = next + 1;
    assertTrue(one.reserve(event, byHand).body().contains("USER_NOT_FOUND"));
    world.sql().execute("insert into \"user\" (id, name) values (?, 'by hand')", byHand);
    one.reserved(event, byHand);
  }

  @Test
  void anEventThatOneSaidNotToExistIsSoldAsSoonAsAnotherHasCreatedIt() {
    long next = event + 1;
    assertTrue(one.reserve(next, buyer).body().contains("EVENT_NOT_FOUND"));
    assertEquals(next, two.newEvent(1));

    one.reserved(next, buyer);
    Books.assertBalanced(two, next);
  }

  @Test
  void anEventInsertedByHandIsSoldAtOnce() {
    world
        .sql()
        .execute(
            "insert into event (id, name, total_tickets, available_tickets, version)"
                + " values (7000000, 'by hand', 1, 1, 0)");

    one.reserved(7_000_000, buyer);
    assertTrue(two.reserve(7_000_000, holder).body().contains("SOLD_OUT"));
    Books.assertBalanced(two, 7_000_000);
  }
}
