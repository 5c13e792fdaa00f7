package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.EveryRoute.Told;
import boxoffice.embedded.DataDirectory;
import boxoffice.embedded.EmbeddedPostgres;
import boxoffice.embedded.EmbeddedRedis;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * PostgreSQL or Redis stands still, or the wire swallows what is said, while a crowd uses every
 * route: everybody is answered in time, and the sale is back soon after.
 */
@Isolated
class FrozenServersTest {
  /**
   * Long enough for who was waiting when it froze to be told so, and to ask once more. {@code make
   * endurance} takes ten.
   */
  private static final Duration FROZEN =
      Duration.ofSeconds(Integer.getInteger("boxoffice.frozen.seconds", 4));

  private static final Duration ANSWERED = Duration.ofSeconds(2);
  private static final Duration BACK = Duration.ofSeconds(2);

  private static final int MOST_MORE_THREADS = 20;

  private static final int USERS = 200_000;
  private static final int USERS_PER_BLOCK = 4_096;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Path DIRECTORY = TestServers.temporaryDirectory();
  private static EmbeddedPostgres postgres;
  private static EmbeddedRedis redis;
  private static TestWorld world;
  private static TcpProxy wireToPostgres;
  private static TcpProxy wireToRedis;
  private static TestApp app;
  private static long event;
  private static long saved;

  /** Those from here on are known and have no reservation. */
  private static final AtomicLong nextUser = new AtomicLong(2);

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.start(DIRECTORY);
    redis = EmbeddedRedis.start(DIRECTORY);
    world = TestWorld.on(postgres, redis);
    wireToPostgres = TcpProxy.before(world.environment().get("DATABASE_URL"));
    wireToRedis = TcpProxy.before(world.environment().get("REDIS_URL"));
    app =
        TestApp.start(
            world, Map.of("DATABASE_URL", wireToPostgres.url(), "REDIS_URL", wireToRedis.url()));
    world
        .sql()
        .execute("insert into \"user\" (name) select 'Kim' from generate_series(1, ?)", USERS);
    event = app.newEvent(1_000_000);
    saved = app.reserved(event, 1);
    long other = app.newEvent(1_000_000);
    for (int first = 1; first < USERS; first += USERS_PER_BLOCK) {
      int user = first;
      Await.until("user " + user + " is known", () -> isSold(other, user));
    }
    Books.awaitAllSaved(world);
  }

  @AfterAll
  static void end() {
    app.close();
    wireToPostgres.close();
    wireToRedis.close();
    world.close();
    redis.close();
    postgres.close();
  }

  @Test
  void postgresStandsStill() {
    var processes = new DataDirectory(DIRECTORY.resolve("postgres"));
    postgresIsFrozen(processes::stopServers, processes::continueServers);
  }

  @Test
  void theWireToPostgresSwallowsEverything() {
    postgresIsFrozen(wireToPostgres::swallow, wireToPostgres::thaw);
  }

  @Test
  void redisStandsStill() {
    var processes = new DataDirectory(DIRECTORY.resolve("redis"));
    redisIsFrozen(processes::stopServers, processes::continueServers);
  }

  @Test
  void theWireToRedisSwallowsEverything() {
    redisIsFrozen(wireToRedis::swallow, wireToRedis::thaw);
  }

  private static void postgresIsFrozen(Runnable freeze, Runnable thaw) {
    List<Told> meanwhile = whileFrozen(freeze, thaw);
    assertAll(meanwhile, "sale", told -> told.status() == 201);
    assertAll(meanwhile, "event", told -> told.status() == 200);
    assertAll(meanwhile, "readiness", told -> told.status() == 200);
    assertAll(meanwhile, "list of a user", told -> told.status() == 503);
  }

  private static void redisIsFrozen(Runnable freeze, Runnable thaw) {
    List<Told> meanwhile = whileFrozen(freeze, thaw);
    assertAll(meanwhile, "sale", told -> told.status() == 503);
    assertAll(meanwhile, "event", told -> told.status() == 503);
    assertAll(meanwhile, "user", told -> told.status() == 200);
  }

  /** What those were told who asked while it was frozen and were answered before the thaw. */
  private static List<Told> whileFrozen(Runnable freeze, Runnable thaw) {
    int threadsBefore = THREADS.getThreadCount();
    THREADS.resetPeakThreadCount();
    var crowd = new EveryRoute(app, event, 1, saved, nextUser);
    long frozen;
    long thawed;
    try (crowd) {
      Await.until("all routes are in use", () -> routes(crowd.told()) == crowd.routes());
      freeze.run();
      frozen = System.nanoTime();
      try {
        LockSupport.parkNanos(FROZEN.toNanos());
      } finally {
        thaw.run();
      }
      thawed = System.nanoTime();
      assertBack(thawed);
    }
    assertEachAnswerIsInTime(crowd.told());
    assertAll(crowd.told(), "figures", told -> told.status() == 200);
    int more = THREADS.getPeakThreadCount() - threadsBefore;
    assertTrue(more <= MOST_MORE_THREADS, more + " more threads than before");
    Books.assertBalanced(app, world, event);
    return crowd.told().stream()
        .filter(told -> told.beganIn(frozen, thawed) && told.end() - thawed < 0)
        .toList();
  }

  /** The sale to those whom the app knows, to those whom it does not, and what is read. */
  private static void assertBack(long thawed) {
    long stranger =
        world.number(
            "insert into \"user\" (id, name) values (?, 'Lee') returning id",
            50_000_000 + nextUser.get());
    List<BooleanSupplier> back =
        List.of(
            () -> isSold(event, nextUser.getAndIncrement()),
            () -> isSold(event, stranger),
            () -> app.get("/users/1/reservations").statusCode() == 200);
    Crowd.all(
        back.size(),
        n -> {
          Await.until("it is back", back.get(n));
          Promised.within(BACK, "it was frozen and is back", thawed);
        });
  }

  private static boolean isSold(long eventId, long user) {
    return app.reserve(eventId, user).statusCode() == 201;
  }

  private static void assertEachAnswerIsInTime(List<Told> told) {
    long most = Promised.atMost(ANSWERED).toMillis();
    assertEquals(List.of(), told.stream().filter(t -> t.millis() > most).toList());
    assertEquals(
        List.of(), told.stream().filter(t -> t.status() == 503 && !t.retryAfter()).toList());
    assertEquals(
        List.of(), told.stream().filter(t -> t.status() == 0 || t.status() == 500).toList());
  }

  private static void assertAll(List<Told> told, String route, Predicate<Told> as) {
    List<Told> ofRoute = told.stream().filter(t -> t.route().equals(route)).toList();
    assertTrue(!ofRoute.isEmpty(), () -> "nobody was answered: " + route);
    assertEquals(List.of(), ofRoute.stream().filter(as.negate()).toList());
  }

  private static long routes(List<Told> told) {
    return told.stream().map(Told::route).distinct().count();
  }
}
