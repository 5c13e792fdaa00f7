package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Promised;
import boxoffice.TestApp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** How the audit looks to operators; what it finds is tested with the reservations. */
@ResourceLock(value = Resources.SYSTEM_ERR, mode = ResourceAccessMode.READ)
class AuditContractTest {
  private static final String AUDIT = "/operations/audit";
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private TestApp app;

  @BeforeEach
  void start() {
    app = TestApp.start();
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void itTellsAllThatAnOperatorNeeds() {
    assertEquals(
        """
        {"events":[],"sinceStart":{"audited":0,"notCompared":0,"unbalanced":0,"unloaded":0,\
        "availableTicketsSet":0,"toldAgain":0}}\
        """,
        app.get(AUDIT).body());
    long event = app.newEvent(500);
    HttpResponse<String> answer = app.get(AUDIT);
    assertEquals(200, answer.statusCode());
    assertEquals(
        """
        {"events":[{"eventId":%d,"eventName":"IU Concert","totalTickets":500,\
        "availableTickets":500,"confirmed":0,"unsavedReservations":0,"unsavedCancels":0,\
        "failedWrites":0,"balanced":true,"finding":null}],"sinceStart":{"audited":1,\
        "notCompared":0,"unbalanced":0,"unloaded":0,"availableTicketsSet":0,"toldAgain":0}}\
        """
            .formatted(event),
        answer.body());
  }

  @Test
  void eventsComeByPageNewestFirst() {
    long oldest = app.newEvent(1);
    for (int n = 0; n < 20; n++) {
      app.newEvent(1);
    }
    long newest = app.newEvent(1);
    List<Long> all = ids(AUDIT);
    assertEquals(22, all.size());
    assertEquals(newest, all.getFirst());
    assertEquals(oldest, all.getLast());
    assertEquals(all.subList(0, 5), ids(AUDIT + "?limit=5"));
    assertEquals(all.subList(5, 8), ids(AUDIT + "?limit=3&before=" + all.get(4)));
    assertEquals(List.of(), ids(AUDIT + "?before=" + oldest));
  }

  @Test
  void aFullPageIsAnsweredInTime() {
    app.world()
        .sql()
        .execute(
            "insert into event (name, total_tickets, available_tickets, version)"
                + " select 'by hand', 5, 5, 0 from generate_series(1, 1500)");
    long begin = System.nanoTime();
    assertEquals(1_000, ids(AUDIT + "?limit=1000").size());
    Promised.within(TWO_SECONDS, "a thousand events are audited", begin);
  }

  @Test
  void othersThanGetAreNotAllowed() {
    HttpResponse<String> answer = app.post(AUDIT, "");
    assertEquals(405, answer.statusCode(), answer.body());
    assertEquals("GET, HEAD, OPTIONS", answer.headers().firstValue("Allow").orElse(""));
  }

  private List<Long> ids(String path) {
    JsonNode events = app.json(app.get(path)).path("events");
    return StreamSupport.stream(events.spliterator(), false)
        .map(event -> event.path("eventId").asLong())
        .toList();
  }
}
