package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.embedded.EmbeddedPostgres;
import boxoffice.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A start while a server is merely away waits for it, and sells as soon as it is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingStartIT {
  private final Path data = TestServers.temporaryDirectory();
  private EmbeddedPostgres postgres;
  private EmbeddedRedis redis;

  @BeforeAll
  void start() {
    postgres = EmbeddedPostgres.start(TestServers.temporaryDirectory());
    redis = EmbeddedRedis.start(TestServers.temporaryDirectory());
  }

  @AfterAll
  void end() {
    postgres.close();
    redis.close();
  }

  @Test
  void itSellsWhenPostgresComesLast() {
    postgres.stop();
    redis.stop();
    try (JarProcess jar = JarProcess.start(data, settings())) {
      waitsAndSaysSo(jar, "PostgreSQL is away, the start waits for it");
      redis.start();
      waitsAndSaysSo(jar, "PostgreSQL is away, the start waits for it");
      postgres.start();
      sells(jar);
    }
  }

  @Test
  void itSellsWhenRedisComesLast() {
    postgres.stop();
    redis.stop();
    try (JarProcess jar = JarProcess.start(data, settings())) {
      waitsAndSaysSo(jar, "Redis is away, selling waits for it");
      postgres.start();
      waitsAndSaysSo(jar, "Redis is away, selling waits for it");
      redis.start();
      sells(jar);
    }
  }

  @Test
  void sigtermEndsTheWaiting() {
    postgres.stop();
    try (JarProcess jar = JarProcess.start(data, settings())) {
      waitsAndSaysSo(jar, "PostgreSQL is away, the start waits for it");
      assertEquals(143, jar.terminate());
      assertTrue(jar.lines().getLast().endsWith("stopped"), jar.output());
      assertTrue(
          !jar.output().contains("\tat ") && !jar.output().contains("can't start"), jar.output());
    } finally {
      postgres.start();
    }
  }

  /** Once for each cause. */
  private static void waitsAndSaysSo(JarProcess jar, String line) {
    jar.awaitStatus("/livez", 200);
    jar.await(() -> jar.output().contains(line));
    List<String> said =
        jar.lines().stream()
            .filter(l -> l.contains(line))
            .map(l -> l.substring(l.indexOf(line)))
            .toList();
    assertEquals(said.stream().distinct().toList(), said);
    for (String path : new String[] {"/readyz", "/events", "/events/1"}) {
      var answer = jar.get(path);
      assertEquals(503, answer.statusCode(), path);
      assertTrue(answer.headers().firstValue("Retry-After").isPresent(), path);
    }
    assertEquals(503, jar.reserve(1, 1).statusCode());
    assertTrue(jar.get("/metrics").body().contains("\nboxoffice_started 0.0\n"));
  }

  /** And no demo data was put into a database that was given. */
  private static void sells(JarProcess jar) {
    jar.awaitReady();
    assertEquals(400, jar.get("/users/1").statusCode());
    assertTrue(jar.get("/events/" + jar.newEvent(5)).body().contains("\"availableTickets\":5"));
  }

  private Map<String, String> settings() {
    return Map.of(
        "DATABASE_URL", postgres.jdbcUrl(),
        "DATABASE_USER", postgres.user(),
        "DATABASE_PASSWORD", postgres.password(),
        "REDIS_URL", redis.url());
  }
}
