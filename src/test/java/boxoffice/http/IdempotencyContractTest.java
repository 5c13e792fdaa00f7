package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestTokens;
import boxoffice.TestWorld;
import boxoffice.metrics.Scrape;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is created with an Idempotency-Key is created once, whoever asks how often and where. */
class IdempotencyContractTest {
  private static final String EVENT = "{\"eventName\":\"IU Concert\",\"totalTickets\":500}";

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @Test
  void anEventIsCreatedOnceAndTheAnswerIsTheSame() {
    HttpResponse<String> first = post("/events", "\"one\"", EVENT);
    assertEquals(201, first.statusCode());
    long event = app.json(first).get("eventId").asLong();
    app.reserved(event, app.newUser());
    HttpResponse<String> again =
        post("/events", "\"one\"", " {\"totalTickets\" : 500, \"eventName\" : \"IU Concert\"}");
    assertSame(first, again);
    assertNotEquals(event, app.json(post("/events", "\"two\"", EVENT)).get("eventId").asLong());
    assertNotEquals(event, app.newEvent(500));
  }

  @Test
  void aUserIsCreatedOnce() {
    HttpResponse<String> first = post("/users", "\"kim\"", "{\"name\":\"Kim\"}");
    assertEquals(201, first.statusCode());
    assertSame(first, post("/users", "\"kim\"", "{\"name\":\"Kim\"}"));
  }

  @Test
  void aKeyStandsForOneThing() {
    assertEquals(201, post("/events", "\"thing\"", EVENT).statusCode());
    HttpResponse<String> other = post("/events", "\"thing\"", EVENT.replace("500", "501"));
    assertEquals(422, other.statusCode());
    assertEquals(
        """
        {"message":"This Idempotency-Key came with another payload before: use a new one.",\
        "code":"IDEMPOTENCY_KEY_REUSED"}\
        """,
        other.body());
    assertEquals(201, post("/users", "\"thing\"", "{\"name\":\"Kim\"}").statusCode());
  }

  @Test
  void whatWasRefusedIsNotRemembered() {
    assertEquals(400, post("/users", "\"later\"", "{\"name\":\"\"}").statusCode());
    assertEquals(201, post("/users", "\"later\"", "{\"name\":\"Kim\"}").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "\"\"", "\"a\", \"b\"", "\"open", "42"})
  void aKeyOfAnotherFormIsRefused(String key) {
    HttpResponse<String> refused = post("/users", key, "{\"name\":\"Kim\"}");
    assertEquals(400, refused.statusCode());
    assertEquals("Idempotency-Key", app.json(refused).get("member").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "\"\"", "\"a\", \"b\"", "\"open", "42"})
  void soItIsWhereSomebodyReserves(String key) {
    long event = app.newEvent(1);
    String path = "/events/" + event + "/reservations";
    HttpResponse<String> refused = post(path, key, "{\"userId\":" + app.newUser() + "}");
    assertEquals(400, refused.statusCode());
    assertEquals("Idempotency-Key", app.json(refused).get("member").asText());
    assertTrue(refused.body().startsWith("{\"error\":"), refused.body());
    assertEquals(1, app.available(event));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users", "/events", "/events/1/reservations"})
  void twoLinesAreRefusedWhereverAKeyIsTaken(String path) throws IOException {
    String lines = "Idempotency-Key: \"a\"\r\nIdempotency-Key: \"a\"\r\n";
    String body = "{\"name\":\"Kim\",\"eventName\":\"IU\",\"totalTickets\":1,\"userId\":1}";
    String answer = RawHttp.exchange(app.uri(), RawHttp.closing("POST " + path, lines, body));
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(answer.contains("\"member\":\"Idempotency-Key\""), answer);
  }

  @Test
  void whoReservesAgainWithTheirKeyIsToldTheSameAndCountedApart() {
    double before = repeated();
    long event = app.newEvent(1);
    long user = app.newUser();
    HttpResponse<String> first = app.reserve(event, user, "k");
    assertSame(first, app.reserve(event, user, "k"));
    assertEquals(409, app.reserve(event, user, "l").statusCode());
    assertEquals(409, app.reserve(event, user).statusCode());
    assertEquals(400, app.reserve(event, app.newUser(), "k").statusCode(), "it is sold out");
    assertEquals(before + 1, repeated());
  }

  private static double repeated() {
    return Scrape.of(app).value("boxoffice_reserve_requests_total", "outcome=repeated");
  }

  @Test
  void aKeyThatIsTooOldIsANewOne() {
    long first = app.json(post("/users", "\"old\"", "{\"name\":\"Kim\"}")).get("userId").asLong();
    app.world()
        .sql()
        .execute(
            "update idempotent_request set created_at = created_at - interval '24 hours 1 second'"
                + " where created_id = {0}",
            first);
    long second = app.json(post("/users", "\"old\"", "{\"name\":\"Lee\"}")).get("userId").asLong();
    assertNotEquals(first, second);
    assertEquals(422, post("/users", "\"old\"", "{\"name\":\"Kim\"}").statusCode());
  }

  @Test
  void whoComesWhileItIsUnderWayIsToldSoAtOnce() throws SQLException {
    Map<String, String> world = app.world().environment();
    post("/users", "\"busy\"", "{\"name\":\"Kim\"}");
    String digest =
        app.world()
            .sql()
            .fetchSingle(
                "select key_digest from idempotent_request order by created_at desc limit 1")
            .get(0, String.class);
    try (Connection other =
        DriverManager.getConnection(
            world.get("DATABASE_URL"),
            world.get("DATABASE_USER"),
            world.get("DATABASE_PASSWORD"))) {
      DSLContext sql = DSL.using(other, SQLDialect.POSTGRES);
      sql.fetch("select pg_advisory_lock(hashtextextended({0}, 0))", DSL.val(digest));
      HttpResponse<String> busy = post("/users", "\"busy\"", "{\"name\":\"Kim\"}");
      assertEquals(409, busy.statusCode());
      assertEquals("IDEMPOTENCY_KEY_IN_USE", app.json(busy).get("code").asText());
      assertEquals("1", busy.headers().firstValue("Retry-After").orElseThrow());
    }
    assertEquals(201, post("/users", "\"busy\"", "{\"name\":\"Kim\"}").statusCode());
  }

  /** On two instances; who is told that it is under way asks again. */
  @Test
  void ofACrowdWithOneKeyAllAreToldOfTheSame() throws Exception {
    try (TestWorld world = TestWorld.fresh();
        TestApp one = TestApp.patient(world, Map.of());
        TestApp two = TestApp.patient(world, Map.of());
        ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> asks = new ArrayList<>();
      IntStream.range(0, 50).forEach(i -> asks.add(() -> createdBy(i % 2 == 0 ? one : two)));
      List<String> bodies = new ArrayList<>();
      for (Future<String> answer : crowd.invokeAll(asks)) {
        bodies.add(answer.get());
      }
      assertEquals(1, bodies.stream().distinct().count(), bodies.toString());
      assertEquals(1, world.number("select count(*) from event"));
      double repeated = 0;
      for (TestApp each : List.of(one, two)) {
        repeated +=
            Scrape.of(each).value("boxoffice_idempotency_requests_total", "outcome=repeated");
      }
      assertEquals(49, repeated);
    }
  }

  private static String createdBy(TestApp instance) {
    HttpResponse<String> answer = instance.postWith(key("\"crowd\""), "/events", EVENT);
    while (answer.statusCode() == 409) {
      answer = instance.postWith(key("\"crowd\""), "/events", EVENT);
    }
    assertEquals(201, answer.statusCode(), answer.body());
    return answer.body();
  }

  /** Else one could learn of what another has made by guessing their keys. */
  @Test
  void whatOneCallsTheSameIsNotTheSameForAnother() {
    try (TestApp closed = TestApp.askingForTokens()) {
      Map<String, String> kim = key("\"k\"", TestTokens.ofOperator("kim"));
      Map<String, String> lee = key("\"k\"", TestTokens.ofOperator("lee"));
      HttpResponse<String> first = closed.postWith(kim, "/users", "{\"name\":\"Kim\"}");
      HttpResponse<String> other = closed.postWith(lee, "/users", "{\"name\":\"Lee\"}");
      assertEquals(201, first.statusCode());
      assertEquals(201, other.statusCode());
      assertNotEquals(first.body(), other.body());
      assertSame(first, closed.postWith(kim, "/users", "{\"name\":\"Kim\"}"));
    }
  }

  private static void assertSame(HttpResponse<String> first, HttpResponse<String> again) {
    assertEquals(201, again.statusCode());
    assertEquals(first.body(), again.body());
    Optional<String> location = first.headers().firstValue("Location");
    assertTrue(location.isPresent());
    assertEquals(location, again.headers().firstValue("Location"));
  }

  private static HttpResponse<String> post(String path, String key, String body) {
    return app.postWith(key(key), path, body);
  }

  private static Map<String, String> key(String key) {
    return Map.of("Idempotency-Key", key);
  }

  private static Map<String, String> key(String key, String token) {
    return Map.of("Idempotency-Key", key, "Authorization", "Bearer " + token);
  }
}
