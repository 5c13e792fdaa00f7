package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Redis dies in the middle of a rush, before PostgreSQL has heard of anything. */
class RedisRestartTest {
  @Test
  void aKilledRedisThatKeptItsFileGoesOn() throws Exception {
    survive(_ -> {});
  }

  @Test
  void aKilledRedisThatLostItsFileGoesOn() throws Exception {
    survive(OwnRedis::loseData);
  }

  private interface Loss {
    void strike(OwnRedis redis);
  }

  private static void survive(Loss whileItIsDown) throws Exception {
    try (TestWorld world = TestWorld.fresh();
        OwnRedis redis = new OwnRedis();
        TestApp app = TestApp.start(world, Map.of("REDIS_URL", redis.url()))) {
      Rush rush = new Rush(app, redis.commands());
      try (rush;
          HeldUpWrites _ = new HeldUpWrites(world)) {
        rush.inFullSwing();
        redis.kill();
        whileItIsDown.strike(redis);
        redis.start();
        rush.toTheEnd();
      }

      assertTrue(rush.unavailable() > 0, "the rush was over before Redis died");
      rush.assertTheBooksAreRight();
    }
  }
}
