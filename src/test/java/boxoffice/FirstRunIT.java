package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What somebody sees who starts the jar with nothing configured, for the first and second time. */
@Isolated
class FirstRunIT {
  private final Path data = TestServers.temporaryDirectory();

  @Test
  void theReadmesSessionAnswersAsPrintedAndIsRememberedByTheNextStart() {
    try (JarProcess jar = JarProcess.selling(data, Map.of())) {
      saysWhatItDidInAFewLines(jar.lines());
      theSession(jar);
      assertEquals(143, jar.terminate());
      jar.assertNothingIsLeft();
    }
    try (JarProcess jar = JarProcess.selling(data, Map.of())) {
      assertFalse(jar.output().contains("demo data"), jar.output());
      answers(available(499), 200, jar.get("/events/1"));
      answers("[" + listed(49, "CONFIRMED") + "," + listed(17, "CANCELLED") + "]", 200, list(jar));
      answers("{\"userId\":1000,\"name\":\"User 1000\"}", 200, jar.get("/users/1000"));
      assertEquals(143, jar.terminate());
    }
  }

  private static void saysWhatItDidInAFewLines(List<String> lines) {
    String all = String.join("\n", lines);
    assertTrue(lines.size() <= 7, all);
    assertTrue(lines.getLast().contains("selling tickets at http://127.0.0.1:"), all);
    assertTrue(all.contains("PostgreSQL 18."), all);
    assertTrue(all.contains("Redis 6.2."), all);
    assertTrue(all.contains("created demo data: event 1 \"IU Concert\" with 500 tickets"), all);
    List<String> others = lines.stream().filter(line -> !line.contains(" INFO ")).toList();
    assertEquals(1, others.size(), all);
    assertTrue(others.getFirst().contains("open: whoever reaches it may do anything"), all);
  }

  private static void theSession(JarProcess jar) {
    HttpResponse<String> reserved = jar.reserve(1, 123);
    answers(
        "{\"reservationId\":17,\"eventId\":1,\"userId\":123,\"status\":\"CONFIRMED\"}",
        201,
        reserved);
    assertEquals("/reservations/17", reserved.headers().firstValue("Location").orElseThrow());
    answers("[" + listed(17, "CONFIRMED") + "]", 200, list(jar));
    answers(
        "{\"error\":\"User already has a reservation for this event.\","
            + "\"code\":\"ALREADY_RESERVED\",\"reservationId\":17}",
        409,
        jar.reserve(1, 123));
    answers(available(499), 200, jar.get("/events/1"));
    answers("{\"message\":\"Reservation cancelled successfully.\"}", 200, jar.cancel(17));
    answers(
        "{\"message\":\"Cannot find reservation\",\"code\":\"ALREADY_CANCELLED\"}",
        400,
        jar.cancel(17));
    answers(available(500), 200, jar.get("/events/1"));
    answers(
        "{\"error\":\"Cannot find user\",\"code\":\"USER_NOT_FOUND\"}", 400, jar.reserve(1, 1001));
    assertEquals(201, jar.reserve(1, 123).statusCode());
    for (int user = 1; user <= 40; user++) {
      assertEquals(201, jar.reserve(2, user).statusCode());
    }
    answers("{\"error\":\"Tickets are sold out.\",\"code\":\"SOLD_OUT\"}", 400, jar.reserve(2, 41));
  }

  private static HttpResponse<String> list(JarProcess jar) {
    return jar.get("/users/123/reservations");
  }

  private static String listed(int id, String status) {
    return "{\"reservationId\":%d,\"eventId\":1,\"eventName\":\"IU Concert\",\"status\":\"%s\"}"
        .formatted(id, status);
  }

  private static String available(int tickets) {
    return "{\"eventId\":1,\"eventName\":\"IU Concert\",\"totalTickets\":500,\"availableTickets\":%d}"
        .formatted(tickets);
  }

  private static void answers(String body, int status, HttpResponse<String> answer) {
    assertEquals(body, answer.body());
    assertEquals(status, answer.statusCode());
  }
}
