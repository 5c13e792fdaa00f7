package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Promised;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.reservation.Partition;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis decided, and its answer was lost on the way. */
class LostReplyTest {
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final Duration PROMISED = Duration.ofSeconds(2);

  private TestWorld world;
  private TcpProxy proxy;
  private TestApp app;
  private long event;
  private long user;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    proxy = TcpProxy.before(world.environment().get("REDIS_URL"));
    app =
        TestApp.start(
            world,
            Map.of(
                "REDIS_URL",
                proxy.url(),
                "REQUEST_TIMEOUT_MS",
                Long.toString(PATIENCE.toMillis())));
    event = app.newEvent(3);
    user = app.newUser();
    app.cancel(app.reserved(app.newEvent(1), user));
    app.available(event);
  }

  @AfterEach
  void end() {
    app.close();
    proxy.close();
    world.close();
  }

  private boolean holds() {
    return world
        .redis()
        .hexists(Keys.holders(Partition.ofEvent(event), event), Long.toString(user));
  }

  /** Sends the request, loses its answer after it ran, and returns what the buyer got. */
  private HttpResponse<String> losingTheAnswer(
      String operation, Supplier<HttpResponse<String>> request, BooleanSupplier hasRun) {
    proxy.swallowAnswersFrom(operation);
    long begin = System.nanoTime();
    CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(request);
    eventually("the script has run", hasRun);
    proxy.cut();
    HttpResponse<String> received = answer.join();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    assertEquals(503, received.statusCode(), received.body());
    assertTrue(received.headers().firstValue("Retry-After").isPresent());
    assertTrue(took.compareTo(PATIENCE) >= 0, "told before the deadline, after " + took);
    Promised.within(PROMISED, "the answer was lost, the buyer is told", begin);
    return received;
  }

  private HttpResponse<String> askedAgain(Supplier<HttpResponse<String>> request) {
    HttpResponse<String> answer = request.get();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (answer.statusCode() == 503 && System.nanoTime() < end) {
      answer = request.get();
    }
    return answer;
  }

  private long rows(String status) {
    return world.number(
        "select count(*) from reservation where event_id = ? and user_id = ? and status = ?",
        event,
        user,
        status);
  }

  @Test
  void aReservationWithAKeyIsToldAsIfTheAnswerHadNotBeenLost() {
    losingTheAnswer("reserve", () -> app.reserve(event, user, "mine"), this::holds);
    HttpResponse<String> again = askedAgain(() -> app.reserve(event, user, "mine"));
    assertEquals(201, again.statusCode(), again.body());
    long id = app.json(again).get("reservationId").asLong();
    eventually("its row appears", () -> rows("CONFIRMED") == 1);
    assertEquals(id, world.number("select id from reservation where event_id = ?", event));
    assertEquals(409, app.reserve(event, user, "another").statusCode());
  }

  @Test
  void aReservationWhoseAnswerWasLostIsToldByAskingAgain() {
    losingTheAnswer("reserve", () -> app.reserve(event, user), this::holds);

    HttpResponse<String> again = askedAgain(() -> app.reserve(event, user));

    assertEquals(409, again.statusCode(), again.body());
    assertEquals("ALREADY_RESERVED", app.json(again).get("code").asText());
    long id = app.json(again).get("reservationId").asLong();
    eventually("its row appears", () -> rows("CONFIRMED") == 1);
    assertEquals(
        id,
        world.number("select id from reservation where event_id = ? and user_id = ?", event, user));
    assertEquals(2, app.available(event));
    eventually("the journal drains", () -> Rush.unsaved(world.redis()) == 0);
    assertEquals(2, world.number("select available_tickets from event where id = ?", event));
  }

  @Test
  void aReservationWhoseAnswerWasLostIsSavedAlsoIfNobodyAsksAgain() {
    losingTheAnswer("reserve", () -> app.reserve(event, user), this::holds);

    eventually("its row appears", () -> rows("CONFIRMED") == 1);
    eventually("the journal drains", () -> Rush.unsaved(world.redis()) == 0);
    assertEquals(2, app.available(event));
  }

  @Test
  void aCancelWhoseAnswerWasLostIsToldByAskingAgain() {
    long id = app.reserved(event, user);

    losingTheAnswer("cancel", () -> app.cancel(id), () -> !holds());
    HttpResponse<String> again = askedAgain(() -> app.cancel(id));

    assertEquals(400, again.statusCode(), again.body());
    assertEquals("ALREADY_CANCELLED", app.json(again).get("code").asText());
    assertEquals(3, app.available(event));
    eventually("its row says so", () -> rows("CANCELLED") == 1);
    eventually("the journal drains", () -> Rush.unsaved(world.redis()) == 0);
    assertEquals(0, rows("CONFIRMED"));
    assertEquals(3, world.number("select available_tickets from event where id = ?", event));
  }

  @Test
  void aCancelToldByAskingAgainOutlivesAnEmptiedRedis() {
    long id = app.reserved(event, user);
    eventually("the reservation is saved", () -> Rush.unsaved(world.redis()) == 0);
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      losingTheAnswer("cancel", () -> app.cancel(id), () -> !holds());
      assertEquals("ALREADY_CANCELLED", code(askedAgain(() -> app.cancel(id))));

      world.redis().flushall();

      assertEquals("ALREADY_CANCELLED", code(askedAgain(() -> app.cancel(id))));
      assertEquals(3, app.available(event));
    }
    eventually("its row says so", () -> rows("CANCELLED") == 1);
  }

  private String code(HttpResponse<String> answer) {
    return app.json(answer).path("code").asText(answer.body());
  }
}
