package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.reservation.Partition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A decision that reaches Redis only after its buyer was told 503 and has left. */
class LateCommandTest {
  private static boolean hasRun(OwnRedis redis, String... words) {
    return redis.commands().slowlogGet(1_000).stream()
        .map(entry -> String.valueOf(((List<?>) entry).get(3)))
        .anyMatch(
            command ->
                command.startsWith("[EVALSHA") && command.contains(String.join(", ", words)));
  }

  private static void logEveryCommand(OwnRedis redis) {
    redis.commands().configSet("slowlog-log-slower-than", "0");
    redis.commands().configSet("slowlog-max-len", "1000");
    redis.commands().slowlogReset();
  }

  @Test
  void aLateReservationTakesNoTicket() {
    try (TestWorld world = TestWorld.fresh();
        OwnRedis redis = new OwnRedis();
        TcpProxy proxy = TcpProxy.before(redis.url());
        TestApp app = TestApp.start(world, Map.of("REDIS_URL", proxy.url()))) {
      long event = app.newEvent(1);
      long kim = app.newUser();
      long lee = app.newUser();
      app.cancel(app.reserved(app.newEvent(1), lee));
      app.available(event);
      logEveryCommand(redis);

      proxy.freeze();
      assertEquals(503, app.reserve(event, kim).statusCode());
      proxy.thaw();
      eventually(
          "the command has arrived at last",
          () -> hasRun(redis, "reserve", Long.toString(event), Long.toString(kim)));

      assertEquals(0, redis.commands().hlen(Keys.holders(Partition.ofEvent(event), event)));
      eventually("it sells again", () -> app.get("/readyz").statusCode() == 200);
      app.reserved(event, lee);
      eventually("the journal drains", () -> Rush.unsaved(redis.commands()) == 0);
      assertEquals(0, world.number("select count(*) from reservation where user_id = ?", kim));
    }
  }

  @Test
  void aLateCancelFreesNoTicket() {
    try (TestWorld world = TestWorld.fresh();
        OwnRedis redis = new OwnRedis();
        TcpProxy proxy = TcpProxy.before(redis.url());
        TestApp app = TestApp.start(world, Map.of("REDIS_URL", proxy.url()))) {
      long event = app.newEvent(1);
      long kim = app.newUser();
      long id = app.reserved(event, kim);
      eventually("the journal drains", () -> Rush.unsaved(redis.commands()) == 0);
      logEveryCommand(redis);

      proxy.freezeFrom("cancel");
      assertEquals(503, app.cancel(id).statusCode());
      proxy.thaw();
      eventually(
          "the command has arrived at last",
          () -> hasRun(redis, "cancel", Long.toString(event), Long.toString(kim)));

      eventually("it sells again", () -> app.get("/readyz").statusCode() == 200);
      assertEquals(0, app.available(event));
      assertEquals(200, app.cancel(id).statusCode());
      assertEquals(1, app.available(event));
    }
  }
}
