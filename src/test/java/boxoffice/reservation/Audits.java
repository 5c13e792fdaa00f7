package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.CapturedLog;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;

/** Asks for audits, and makes what they should find. */
record Audits(TestApp app, TestWorld world) {
  static Audits of(TestApp app) {
    return new Audits(app, app.world());
  }

  /** What the audit says of this event. */
  JsonNode audit(long event) {
    HttpResponse<String> answer = ask(event);
    assertEquals(200, answer.statusCode(), answer.body());
    return app.json(answer).path("events").path(0);
  }

  HttpResponse<String> ask(long event) {
    return app.get("/operations/audit?limit=1&before=" + (event + 1));
  }

  JsonNode sinceStart() {
    return app.json(app.get("/operations/audit?limit=1")).path("sinceStart");
  }

  /** That it is balanced, with these numbers: confirmed, unsaved reservations, unsaved cancels. */
  void assertBalanced(long event, int confirmed, int reservations, int cancels) {
    JsonNode audited = audit(event);
    assertBalanced(audited);
    assertEquals(
        List.of(confirmed, reservations, cancels),
        List.of(
            audited.path("confirmed").asInt(),
            audited.path("unsavedReservations").asInt(),
            audited.path("unsavedCancels").asInt()),
        audited::toString);
  }

  static void assertBalanced(JsonNode audited) {
    assertTrue(audited.path("balanced").asBoolean(), audited::toString);
    assertTrue(audited.path("finding").isNull(), audited::toString);
    assertEquals(
        audited.path("totalTickets").asLong(),
        audited.path("availableTickets").asLong()
            + audited.path("confirmed").asLong()
            + audited.path("unsavedReservations").asLong()
            - audited.path("unsavedCancels").asLong(),
        audited::toString);
  }

  /** That something was wrong, that it was said and done, and that it is balanced now. */
  void assertMended(long event, String finding) {
    JsonNode audited = audit(event);
    assertEquals(finding, audited.path("finding").asText(), audited::toString);
    assertEquals("false", audited.path("balanced").asText(), audited::toString);
    assertBalanced(audit(event));
  }

  static String eventKey(long event) {
    return "{" + Partition.ofEvent(event) + "}:event:" + event;
  }

  static String holdersKey(long event) {
    return eventKey(event) + ":holders";
  }

  /** What is logged meanwhile about events whose books do not balance. */
  static List<String> findingsLogged(Runnable meanwhile) {
    try (var log = new CapturedLog()) {
      meanwhile.run();
      return log.lines("balance");
    }
  }
}
