package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.openapi.DocumentedHttp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** GET /lab/live of the whole service. */
class LabLiveTest {
  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.patient(Map.of("LAB", "true"));
  }

  @Test
  void aRushIsSeenInTheFigures() throws Exception {
    try (LivePage page = open()) {
      assertEquals("all", next(page, "event: "));
      assertEquals("up", data(page).at("/figures/0/redis").asText());
      app.post("/operations/lab/rushes", "{\"buyers\":500,\"tickets\":300,\"seconds\":2}");
      double reserved = 0;
      double soldOut = 0;
      double slowest = 0;
      JsonNode lab = app.json(app.get("/operations/lab"));
      while (!lab.at("/rush/phase").asText().equals("DONE") || soldOut == 0) {
        assertEquals("changes", next(page, "event: "));
        JsonNode view = data(page);
        lab = view.path("lab");
        JsonNode figures = view.at("/figures/0");
        reserved = Math.max(reserved, figures.path("reserved").asDouble());
        soldOut = Math.max(soldOut, figures.path("soldOut").asDouble());
        slowest = Math.max(slowest, figures.at("/latency/p99").asDouble());
        assertEquals("up", figures.path("postgresql").asText());
        assertEquals(50_000, figures.path("queueCapacity").asInt());
      }
      assertTrue(reserved > 0 && slowest > 0, "the figures move");
      assertEquals(0, lab.at("/rush/books/lost").asInt());
    }
  }

  @Test
  void whoComesLaterIsShownWhatWas() throws Exception {
    try (LivePage first = open()) {
      for (int message = 0; message < 3; message++) {
        next(first, "event: ");
        data(first);
      }
      try (LivePage later = open()) {
        assertEquals("all", next(later, "event: "));
        assertTrue(data(later).path("figures").size() >= 3);
      }
    }
  }

  private static LivePage open() throws IOException {
    LivePage page = LivePage.open(app.uri(), "/lab/live");
    assertTrue(page.head().startsWith("HTTP/1.1 200 OK\n"));
    return page;
  }

  private static ObjectNode data(LivePage page) throws IOException {
    String json = next(page, "data: ");
    assertEquals("", page.line());
    DocumentedHttp.checkJson("LabView", json);
    return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String next(LivePage page, String begin) throws IOException {
    String line = page.line();
    assertTrue(line.startsWith(begin), line);
    return line.substring(begin.length());
  }
}
