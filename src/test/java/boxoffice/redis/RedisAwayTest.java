package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.reservation.Partition;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Redis cut off or emptied while it sells. */
class RedisAwayTest {
  private static List<String> marks(RedisCommands<String, String> redis) {
    return IntStream.range(0, Partition.COUNT)
        .mapToObj(partition -> String.valueOf(redis.get(Keys.verified(partition))))
        .toList();
  }

  private static boolean isReady(TestApp app) {
    return app.get("/readyz").statusCode() == 200;
  }

  @Test
  void cutConnectionsComeBackToTheSameStateByThemselves() throws Exception {
    try (TestWorld world = TestWorld.fresh();
        TcpProxy proxy = TcpProxy.before(world.environment().get("REDIS_URL"));
        TestApp app = TestApp.start(world, Map.of("REDIS_URL", proxy.url()))) {
      List<String> before = marks(world.redis());
      Rush rush = new Rush(app, world.redis());
      try (rush;
          HeldUpWrites _ = new HeldUpWrites(world)) {
        rush.inFullSwing();
        proxy.cut();
        rush.toTheEnd();
      }

      rush.assertTheBooksAreRight();
      assertEquals(before, marks(world.redis()), "nothing had to be rebuilt");
    }
  }

  @Test
  void whileRedisCannotBeReachedNothingIsSoldAndNothingHangs() {
    try (TestWorld world = TestWorld.fresh();
        TcpProxy proxy = TcpProxy.before(world.environment().get("REDIS_URL"));
        TestApp app = TestApp.start(world, Map.of("REDIS_URL", proxy.url()))) {
      long event = app.newEvent(2);
      long user = app.newUser();
      app.available(event);

      proxy.refuse();

      eventually("the app is not ready", () -> !isReady(app));
      assertEquals(503, app.reserve(event, user).statusCode());
      assertEquals(200, app.get("/livez").statusCode());
      proxy.accept();
      eventually("the app is ready again", () -> isReady(app));
      app.reserved(event, user);
      assertEquals(1, app.available(event));
    }
  }

  @Test
  void anEmptiedRedisIsRebuiltInTheMiddleOfARush() throws Exception {
    try (TestWorld world = TestWorld.fresh();
        TestApp app = TestApp.start(world, Map.of())) {
      List<String> before = marks(world.redis());
      Rush rush = new Rush(app, world.redis());
      try (rush;
          HeldUpWrites _ = new HeldUpWrites(world)) {
        rush.inFullSwing();
        world.redis().flushall();
        rush.toTheEnd();
      }

      rush.assertTheBooksAreRight();
      assertNotEquals(before, marks(world.redis()));
    }
  }

  @Test
  void forgottenScriptsAreNoticedByNobody() throws Exception {
    try (TestWorld world = TestWorld.fresh();
        TestApp app = TestApp.start(world, Map.of());
        Rush rush = new Rush(app, world.redis())) {
      rush.inFullSwing();
      world.redis().scriptFlush();
      rush.toTheEnd();

      assertEquals(0, rush.unavailable());
      rush.assertTheBooksAreRight();
    }
  }

  @Test
  void changesThatOnlyThisProcessStillHasArePutBackIntoAnEmptiedRedis() {
    try (TestWorld world = TestWorld.fresh();
        TcpProxy postgres = TcpProxy.before(world.environment().get("DATABASE_URL"));
        TestApp app = TestApp.start(world, Map.of("DATABASE_URL", postgres.url()))) {
      long event = app.newEvent(3);
      List<Long> users = IntStream.range(0, 4).mapToObj(_ -> app.newUser()).toList();
      app.cancel(app.reserved(app.newEvent(1), users.getLast()));
      app.available(event);
      postgres.freeze();
      long kept = app.reserved(event, users.get(0));
      long gone = app.reserved(event, users.get(1));
      assertEquals(200, app.cancel(gone).statusCode());

      world.redis().flushall();
      eventually(
          "both changes are back in the journal",
          () -> {
            assertEquals(503, app.reserve(event, users.get(2)).statusCode());
            return world.redis().hlen(Keys.unsaved(Partition.ofEvent(event))) == 2;
          });
      postgres.thaw();

      eventually("it sells again", () -> app.reserve(event, users.get(3)).statusCode() != 503);
      assertEquals(409, app.reserve(event, users.get(0)).statusCode());
      assertEquals("ALREADY_CANCELLED", app.json(app.cancel(gone)).get("code").asText());
      eventually("the journal drains", () -> Rush.unsaved(world.redis()) == 0);
      assertTrue(app.available(event) <= 1);
      assertEquals(
          3 - app.available(event),
          world.number(
              "select count(*) from reservation where event_id = ? and status = 'CONFIRMED'",
              event));
      assertEquals(
          1,
          world.number(
              "select count(*) from reservation where id = ? and status = 'CONFIRMED'", kept));
      assertEquals(
          1,
          world.number(
              "select count(*) from reservation where id = ? and status = 'CANCELLED'", gone));
    }
  }
}
