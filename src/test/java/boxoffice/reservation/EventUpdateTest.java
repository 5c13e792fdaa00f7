package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.Crowd;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Totals that change, also in the middle of a rush. */
class EventUpdateTest {
  private static final int MOST_TICKETS = 30;

  private TestWorld world;
  private TcpProxy redis;
  private TestApp app;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    redis = TcpProxy.before(world.environment().get("REDIS_URL"));
    app =
        TestApp.start(
            world,
            Map.of("REDIS_URL", redis.url(), "SWEEP_AGE_MS", "300", "SWEEP_INTERVAL_MS", "100"));
  }

  @AfterEach
  void close() {
    app.close();
    redis.close();
    world.close();
  }

  @Test
  void aRaisedTotalIsSoldAtOnce() {
    long event = app.newEvent(1);
    app.reserved(event, app.newUser());
    long next = app.newUser();
    assertEquals(400, app.reserve(event, next).statusCode());
    assertEquals(200, patch(event, 2).statusCode());
    app.reserved(event, next);
    Books.assertBalanced(app, event);
  }

  @Test
  void aTotalBelowWhatIsConfirmedIsRefusedAndChangesNothing() {
    long event = app.newEvent(5);
    for (int n = 0; n < 3; n++) {
      app.reserved(event, app.newUser());
    }
    HttpResponse<String> answer = patch(event, 2);
    assertEquals(409, answer.statusCode(), answer.body());
    assertEquals("BELOW_CONFIRMED", app.json(answer).path("code").asText());
    assertEquals(2, app.available(event));
    assertEquals(200, patch(event, 3).statusCode());
    assertEquals(0, app.available(event));
    Books.assertBalanced(app, event);
  }

  @Test
  void repeatingAPatchIsSafe() {
    long event = app.newEvent(5);
    app.reserved(event, app.newUser());
    for (int total : new int[] {9, 9, 3, 3, 9, 9}) {
      assertEquals(200, patch(event, total).statusCode());
      assertEquals(total - 1, app.available(event));
    }
    Books.assertBalanced(app, event);
  }

  @Test
  void noTotalOversellsWhileTicketsComeAndGo() {
    long seed = new Random().nextLong();
    long event = app.newEvent(MOST_TICKETS / 2);
    List<Long> users = Crowd.each(24, n -> app.newUser());
    Crowd.each(
        25,
        n -> {
          var random = new Random(seed + n);
          for (int round = 0; round < 40; round++) {
            if (n == 24) {
              int status = patch(event, 1 + random.nextInt(MOST_TICKETS)).statusCode();
              assertTrue(status == 200 || status == 409 || status == 503, () -> "PATCH " + status);
            } else {
              comeOrGo(event, users.get(n));
            }
          }
          return 0;
        });
    Books.assertBalanced(app, event);
    assertTrue(app.available(event) >= 0, () -> "seed " + seed);
  }

  private void comeOrGo(long event, long user) {
    HttpResponse<String> answer = app.reserve(event, user);
    if (answer.statusCode() == 409) {
      app.cancel(app.json(answer).path("reservationId").asLong());
    } else {
      assertTrue(List.of(201, 400).contains(answer.statusCode()), answer::body);
    }
  }

  @Test
  void aPatchThatRedisDoesNotAnswerIs503AndHealsByItself() {
    for (Consumer<TcpProxy> silence :
        List.<Consumer<TcpProxy>>of(TcpProxy::freeze, TcpProxy::swallowAnswers)) {
      for (int total : new int[] {3, 20}) {
        long event = app.newEvent(10);
        app.reserved(event, app.newUser());
        Books.assertBalanced(app, world, event);
        silence.accept(redis);
        assertEquals(503, patch(event, total).statusCode());
        redis.thaw();
        redis.cut();
        Await.until("Redis is back", () -> app.get("/events/" + event).statusCode() == 200);
        Await.until(
            () ->
                "PostgreSQL has a total of "
                    + total(event)
                    + ", but the answer is "
                    + app.get("/events/" + event).body(),
            () ->
                app.json(app.get("/events/" + event)).path("totalTickets").asLong()
                    == total(event));
        Books.assertBalanced(app, world, event);
        assertEquals(200, patch(event, total).statusCode());
        Books.assertBalanced(app, world, event);
      }
    }
  }

  private long total(long event) {
    return world.number("select total_tickets from event where id = ?", event);
  }

  private HttpResponse<String> patch(long event, int total) {
    return app.patch("/events/" + event, "{\"totalTickets\":" + total + "}");
  }
}
