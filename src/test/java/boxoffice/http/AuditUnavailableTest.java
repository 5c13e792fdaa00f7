package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Promised;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * When there is no audit, operators are told so in time, and it is there again as soon as can be.
 */
@ResourceLock(value = Resources.SYSTEM_ERR, mode = ResourceAccessMode.READ)
class AuditUnavailableTest {
  private static final String AUDIT = "/operations/audit";

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
    HttpResponse<String> answer = Promised.unavailable(() -> app.get(AUDIT));
    assertEquals("UNAVAILABLE", app.json(answer).path("code").asText());
  }

  private void awaitAnswer() {
    Await.until("it is audited", () -> app.get(AUDIT).statusCode() == 200);
  }
}
