package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Promised;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** How the audit looks to operators; what it finds is tested with the reservations. */
@ResourceLock(value = Resources.SYSTEM_ERR, mode = ResourceAccessMode.READ)
class AuditContractTest {
  private static final String AUDIT = "/operations/audit";
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private TestWorld world;
  private TcpProxy redis;
  private TcpProxy postgres;
  private TestApp app;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    redis = TcpProxy.before(world.environment().get("REDIS_URL"));
    postgres = TcpProxy.before(world.environment().get("DATABASE_URL"));
    app = TestApp.start(world, Map.of("REDIS_URL", redis.url(), "DATABASE_URL", postgres.url()));
  }

  @AfterEach
  void close() {
    app.close();
    redis.close();
    postgres.close();
    world.close();
  }

  @Test
  void itTellsAllThatAnOperatorNeeds() {
    assertEquals(
        """
        {"events":[],"sinceStart":{"audited":0,"notCompared":0,"unbalanced":0,"unloaded":0,\
        "availableTicketsSet":0,"toldAgain":0}}\
        """,
        app.get(AUDIT).body());
    long event = app.newEvent(500);
    HttpResponse<String> answer = app.get(AUDIT);
    assertEquals(200, answer.statusCode());
    assertEquals(
        """
        {"events":[{"eventId":%d,"eventName":"IU Concert","totalTickets":500,\
        "availableTickets":500,"confirmed":0,"unsavedReservations":0,"unsavedCancels":0,\
        "failedWrites":0,"balanced":true,"finding":null}],"sinceStart":{"audited":1,\
        "notCompared":0,"unbalanced":0,"unloaded":0,"availableTicketsSet":0,"toldAgain":0}}\
        """
            .formatted(event),
        answer.body());
  }

  @Test
  void eventsComeByPageNewestFirst() {
    long oldest = app.newEvent(1);
    for (int n = 0; n < 20; n++) {
      app.newEvent(1);
    }
    long newest = app.newEvent(1);
    List<Long> all = ids(AUDIT);
    assertEquals(22, all.size());
    assertEquals(newest, all.getFirst());
    assertEquals(oldest, all.getLast());
    assertEquals(all.subList(0, 5), ids(AUDIT + "?limit=5"));
    assertEquals(all.subList(5, 8), ids(AUDIT + "?limit=3&before=" + all.get(4)));
    assertEquals(List.of(), ids(AUDIT + "?before=" + oldest));
  }

  @Test
  void aFullPageIsAnsweredInTime() {
    world
        .sql()
        .execute(
            "insert into event (name, total_tickets, available_tickets, version)"
                + " select 'by hand', 5, 5, 0 from generate_series(1, 1500)");
    assertEquals(1_000, ids(AUDIT + "?limit=1000").size());
  }

  @Test
  void othersThanGetAreNotAllowed() {
    HttpResponse<String> answer = app.post(AUDIT, "");
    assertEquals(405, answer.statusCode(), answer.body());
    assertEquals("GET, HEAD, OPTIONS", answer.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void withoutRedisItIs503() {
    app.newEvent(1);
    redis.freeze();
    assertUnavailable();
    redis.thaw();
    redis.refuse();
    assertUnavailable();
    redis.accept();
    awaitAnswer();
  }

  @Test
  void whileRedisIsNotBelievedItIs503() {
    long event = app.newEvent(1);
    app.available(event);
    redis.refuse();
    world.redis().flushall();
    assertUnavailable();
    redis.accept();
    awaitAnswer();
    world.redis().flushall();
    assertTrue(List.of(200, 503).contains(app.get(AUDIT).statusCode()));
    awaitAnswer();
  }

  @Test
  void withoutPostgresItIs503() {
    app.newEvent(1);
    postgres.freeze();
    assertUnavailable();
    postgres.thaw();
    postgres.refuse();
    assertUnavailable();
    postgres.accept();
    awaitAnswer();
  }

  @Test
  void whileAWriterHasAnEventItIs503() {
    long event = app.newEvent(1);
    world
        .sql()
        .transaction(
            writer -> {
              writer.dsl().execute("select from event where id = ? for update", event);
              assertUnavailable();
            });
    awaitAnswer();
  }

  private void assertUnavailable() {
    long begin = System.nanoTime();
    HttpResponse<String> answer = app.get(AUDIT);
    assertEquals(503, answer.statusCode(), answer.body());
    assertEquals("UNAVAILABLE", app.json(answer).path("code").asText());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    Promised.within(TWO_SECONDS, "there is no audit now", begin);
  }

  private void awaitAnswer() {
    Await.until("it is audited", () -> app.get(AUDIT).statusCode() == 200);
  }

  private List<Long> ids(String path) {
    JsonNode events = app.json(app.get(path)).path("events");
    return StreamSupport.stream(events.spliterator(), false)
        .map(event -> event.path("eventId").asLong())
        .toList();
  }
}
