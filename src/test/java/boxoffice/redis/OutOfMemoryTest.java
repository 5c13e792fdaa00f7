package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Redis has no memory left: it sells nothing, loses nothing, and takes what is given back. */
class OutOfMemoryTest {
  private static OwnRedis redis;

  @BeforeAll
  static void begin() {
    redis = new OwnRedis();
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @AfterEach
  void giveMemoryBack() {
    limitMemory("0");
  }

  private static void limitMemory(String bytes) {
    redis.commands().configSet("maxmemory", bytes);
  }

  @Test
  void aReservationIsRefusedBeforeAnythingIsWritten() {
    ScriptRunner scripts = ScriptRunner.onSale(redis.commands(), 2);
    limitMemory("1");

    var answer = scripts.answer(scripts.reserve(5, 161));

    assertTrue(((Answer.Refused) answer).error().contains("OOM"), answer.toString());
    assertEquals(
        Set.of(ScriptRunner.VERIFIED, ScriptRunner.EVENT_KEY),
        Set.copyOf(redis.commands().keys("*")));
  }

  @Test
  void aBuyerIsToldToComeBackAndACancelStillWorks() {
    redis.commands().flushall();
    try (TestWorld world = TestWorld.fresh();
        TestApp app = TestApp.patient(world, Map.of("REDIS_URL", redis.url()))) {
      long event = app.newEvent(2);
      long kim = app.newUser();
      long lee = app.newUser();
      long id = app.reserved(event, kim);

      limitMemory("1");
      HttpResponse<String> refused = app.reserve(event, lee);

      assertEquals(503, refused.statusCode());
      assertTrue(refused.headers().firstValue("Retry-After").isPresent());
      assertEquals(1, app.available(event));
      assertEquals(200, app.cancel(id).statusCode());
      assertEquals(2, app.available(event));
      limitMemory("0");
      app.reserved(event, lee);
      assertEquals(1, app.available(event));
      Eventually.eventually("the journal drains", () -> Rush.unsaved(redis.commands()) == 0);
      assertEquals(1, world.number("select available_tickets from event where id = ?", event));
    }
  }
}
