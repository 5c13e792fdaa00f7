package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is to be created under a key, when PostgreSQL or the wire to it fails in the middle. */
class InterruptedCreationTest {
  private static final String EVENT = "{\"eventName\":\"IU Concert\",\"totalTickets\":500}";
  private static final String USER = "{\"name\":\"Kim\"}";
  private static final Map<String, String> KEY = Map.of("Idempotency-Key", "\"once\"");

  private TestWorld world;
  private TcpProxy proxy;
  private TestApp one;
  private TestApp two;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    proxy = TcpProxy.before(world.environment().get("DATABASE_URL"));
    one = TestApp.patient(world, Map.of("DATABASE_URL", proxy.url()));
    two = TestApp.patient(world, Map.of());
  }

  @AfterEach
  void end() {
    two.close();
    one.close();
    proxy.close();
    world.close();
  }

  @Test
  void whatWasCommittedBeforeTheAnswerWasLostIsToldByAskingAgain() {
    CompletableFuture<HttpResponse<String>> first;
    try (var held = HeldCreation.atItsCommit(world)) {
      first = posted("/events", EVENT);
      held.awaitSomebody();
      proxy.swallowAnswers();
      held.letGo();
      Await.until("it is committed", () -> events() == 1);
      proxy.cut();
    }
    assertUnavailable(first.join());
    for (TestApp each : new TestApp[] {one, two}) {
      HttpResponse<String> again = settled(each, "/events", EVENT);
      assertEquals(201, again.statusCode(), again.body());
      assertEquals(world.number("select id from event"), each.json(again).get("eventId").asLong());
    }
    assertEquals(422, two.postWith(KEY, "/events", EVENT.replace("500", "501")).statusCode());
    assertEquals(1, events());
  }

  @Test
  void whatWasNotCommittedIsCreatedByAskingAgainAndOnce() {
    CompletableFuture<HttpResponse<String>> first;
    try (var held = HeldCreation.beforeItsCommit(world)) {
      first = posted("/events", EVENT);
      held.awaitSomebody();
      proxy.cut();
      assertUnavailable(first.join());
      assertInUse(two.postWith(KEY, "/events", EVENT));
    }
    assertEquals(201, settled(two, "/events", EVENT).statusCode());
    assertEquals(201, settled(one, "/events", EVENT).statusCode());
    assertEquals(1, events());
  }

  @Test
  void ofTwoAtOnceOneCreatesItAndTheOtherIsToldToAskAgain() {
    CompletableFuture<HttpResponse<String>> first;
    try (var held = HeldCreation.beforeItsCommit(world)) {
      first = posted("/users", USER);
      held.awaitSomebody();
      assertInUse(two.postWith(KEY, "/users", USER));
    }
    HttpResponse<String> created = first.join();
    HttpResponse<String> again = settled(two, "/users", USER);
    assertEquals(201, created.statusCode(), created.body());
    assertEquals(201, again.statusCode(), again.body());
    assertEquals(created.body(), again.body());
    assertEquals(1, world.number("select count(*) from \"user\""));
  }

  @Test
  void withPostgresqlAwayNothingIsRemembered() {
    try (TestApp impatient = TestApp.start(world, Map.of("DATABASE_URL", proxy.url()))) {
      proxy.refuse();
      assertUnavailable(impatient.postWith(KEY, "/users", USER));
      proxy.accept();
      HttpResponse<String> other = settled(impatient, "/users", "{\"name\":\"Lee\"}");
      assertEquals(201, other.statusCode(), other.body());
      assertEquals(1, world.number("select count(*) from \"user\""));
    }
  }

  private CompletableFuture<HttpResponse<String>> posted(String path, String body) {
    return CompletableFuture.supplyAsync(() -> one.postWith(KEY, path, body));
  }

  private long events() {
    return world.number("select count(*) from event");
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer.body());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
  }

  private static void assertInUse(HttpResponse<String> answer) {
    assertEquals(409, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("IDEMPOTENCY_KEY_IN_USE"), answer.body());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
  }

  /** The first answer that is not to ask again. */
  private static HttpResponse<String> settled(TestApp app, String path, String body) {
    var answer = new AtomicReference<HttpResponse<String>>();
    Await.until(
        "it is answered",
        () -> {
          answer.set(app.postWith(KEY, path, body));
          return answer.get().headers().firstValue("Retry-After").isEmpty();
        });
    return answer.get();
  }
}
