package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Books;
import boxoffice.Crowd;
import boxoffice.TestApp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Audits while tickets are sold and cancelled, totals change and events are loaded anew. */
@ResourceLock(value = Resources.SYSTEM_ERR, mode = ResourceAccessMode.READ)
class AuditRushTest {
  private static final int MOST_TICKETS = 20;

  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void booksThatMoveAreNeverTakenForWrongOnes() {
    rush(3, 200, Map.of("AUDIT_INTERVAL_MS", "100"));
  }

  /** So that a decision is saved long after it was made, by the sweep or in many small batches. */
  @Test
  void norAreBooksThatLagBehind() {
    rush(
        16,
        60,
        Map.of(
            "WRITER_THREADS", "3",
            "BATCH_SIZE", "7",
            "QUEUE_CAPACITY", "50",
            "SWEEP_AGE_MS", "100",
            "SWEEP_INTERVAL_MS", "50",
            "AUDIT_INTERVAL_MS", "100"));
  }

  private void rush(int buyers, int audits, Map<String, String> settings) {
    try (var app = TestApp.patient(settings)) {
      List<Long> events = List.of(app.newEvent(10), app.newEvent(10), app.newEvent(10));
      app.world()
          .sql()
          .execute("insert into \"user\" (name) select 'Kim' from generate_series(1, ?)", buyers);
      Crowd.each(
          buyers + 2,
          n -> {
            switch (n - buyers) {
              case 0 -> audit(app, events, audits);
              case 1 -> patch(app, events);
              default -> comeAndGo(app, events, n + 1);
            }
            return 0;
          });
      JsonNode sinceStart = Audits.of(app).sinceStart();
      assertTrue(sinceStart.path("audited").asInt() > 3 * audits, sinceStart::toString);
      assertEquals(0, sinceStart.path("unbalanced").asInt(), sinceStart::toString);
      assertEquals(0, sinceStart.path("notCompared").asInt(), sinceStart::toString);
      events.forEach(event -> Books.assertBalanced(app, event));
    }
  }

  private void audit(TestApp app, List<Long> events, int audits) {
    try {
      int unsaved = 0;
      for (int n = 0; n < audits; ) {
        HttpResponse<String> answer = app.get("/operations/audit");
        if (answer.statusCode() == 503) {
          continue; // too much is going on for a request
        }
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode audited = app.json(answer).path("events");
        assertEquals(3, audited.size());
        for (JsonNode event : audited) {
          Audits.assertBalanced(event);
          unsaved += event.path("unsavedReservations").asInt();
        }
        n++;
        if (n % 10 == 0) {
          unload(app, events.get(n % events.size()));
        }
      }
      assertTrue(unsaved > 0, "never was anything unsaved");
    } finally {
      over.set(true);
    }
  }

  private void comeAndGo(TestApp app, List<Long> events, long user) {
    var random = new Random();
    while (!over.get()) {
      long event = events.get(random.nextInt(events.size()));
      HttpResponse<String> answer = app.reserve(event, user);
      if (answer.statusCode() == 409) {
        app.cancel(app.json(answer).path("reservationId").asLong());
      } else {
        assertTrue(List.of(201, 400, 503).contains(answer.statusCode()), answer::body);
      }
    }
  }

  private void patch(TestApp app, List<Long> events) {
    var random = new Random();
    while (!over.get()) {
      long event = events.get(random.nextInt(events.size()));
      int total = 1 + random.nextInt(MOST_TICKETS);
      int status = app.patch("/events/" + event, "{\"totalTickets\":" + total + "}").statusCode();
      assertTrue(List.of(200, 409, 503).contains(status), () -> "PATCH " + status);
    }
  }

  /** Takes it off sale, which any instance may do at any time. */
  private static void unload(TestApp app, long event) {
    String key = Audits.eventKey(event);
    app.world().redis().unlink(key, key + ":loading");
  }
}
