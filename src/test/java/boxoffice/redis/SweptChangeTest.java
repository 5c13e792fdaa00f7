package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A change of a dead process that the sweep of another has read, but not written yet. */
class SweptChangeTest {
  private static final Map<String, String> SWEEPING =
      Map.of("SWEEP_AGE_MS", "300", "SWEEP_INTERVAL_MS", "100");

  @Test
  void itOutlivesAnEmptiedRedis() {
    try (TestWorld world = TestWorld.fresh()) {
      long event;
      long lee;
      long id;
      HeldUpWrites heldUp;
      try (TestApp dying = TestApp.start(world, Map.of("CLOSE_TIMEOUT_MS", "100"))) {
        event = dying.newEvent(1);
        long kim = dying.newUser();
        lee = dying.newUser();
        heldUp = new HeldUpWrites(world);
        id = dying.reserved(event, kim);
      }
      long before = world.waitingWriters();
      try (heldUp;
          TestApp app = TestApp.start(world, SWEEPING)) {
        eventually("the sweep writes", () -> world.waitingWriters() > before);
        world.redis().flushall();
        var answer = new AtomicReference<HttpResponse<String>>();
        eventually(
            "it sells again",
            () -> {
              answer.set(app.reserve(event, lee));
              return answer.get().statusCode() != 503;
            });
        assertTrue(answer.get().body().contains("SOLD_OUT"), answer.get().body());
        heldUp.close();
        eventually("it is home", () -> world.number("select count(*) from reservation") == 1);
        assertEquals(id, world.number("select id from reservation where status = 'CONFIRMED'"));
        assertEquals(0, world.number("select count(*) from failed_write"));
      }
    }
  }
}
