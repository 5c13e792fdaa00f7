package boxoffice.redis;

import static boxoffice.redis.Eventually.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the buyers of one event were told, to be compared with what they are told later. */
final class Promises {
  private final long event;
  private final Map<Long, Long> confirmed = new LinkedHashMap<>();
  private final Set<Long> cancelled = new LinkedHashSet<>();

  Promises(long event) {
    this.event = event;
  }

  /** Reserves, which must succeed. */
  long reserved(TestApp app, long user) {
    long id = app.reserved(event, user);
    confirmed.put(user, id);
    return id;
  }

  /** Takes a reservation back, which must succeed. */
  void cancelled(TestApp app, long id) {
    HttpResponse<String> answer = app.cancel(id);
    assertEquals(200, answer.statusCode(), answer.body());
    confirmed.values().remove(id);
    cancelled.add(id);
  }

  /** Each buyer asks again. */
  void assertKept(TestApp app) {
    confirmed.forEach(
        (user, id) -> {
          HttpResponse<String> again = settled(() -> app.reserve(event, user));
          assertEquals(409, again.statusCode(), again.body());
          assertEquals(id, app.json(again).get("reservationId").asLong());
        });
    cancelled.forEach(
        id -> {
          HttpResponse<String> again = settled(() -> app.cancel(id));
          assertEquals("ALREADY_CANCELLED", app.json(again).path("code").asText(), again.body());
        });
  }

  /** Each is a row. */
  void assertSaved(TestWorld world) {
    confirmed.values().forEach(id -> assertEquals("CONFIRMED", status(world, id), () -> "" + id));
    cancelled.forEach(id -> assertEquals("CANCELLED", status(world, id), () -> "" + id));
  }

  private static Object status(TestWorld world, long id) {
    return world.sql().fetchValue("select status from reservation where id = ?", id);
  }
}
