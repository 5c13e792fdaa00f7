package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Promised;
import boxoffice.TestApp;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /events/live of the whole service. */
class LiveEventsTest {
  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @Test
  void aSaleIsToldAtOnce() throws Exception {
    long event = app.newEvent(100);
    try (var page = LivePage.open(app.uri())) {
      assertTrue(page.head().startsWith("HTTP/1.1 200 OK\n"));
      page.awaitLeft(event, 100);
      for (int sold = 1; sold <= 5; sold++) {
        long user = app.newUser();
        app.reserved(event, user);
        long begin = System.nanoTime();
        var told = page.awaitLeft(event, 100 - sold);
        Promised.within(Duration.ofMillis(200), "a sale is told", begin);
        assertEquals("changes", told.name());
      }
    }
  }

  @Test
  void aCancelAndWhatBecomesOfAnEventAreTold() throws Exception {
    long event = app.newEvent(1);
    try (var page = LivePage.open(app.uri())) {
      page.head();
      page.awaitLeft(event, 1);
      long reservation = app.reserved(event, app.newUser());
      page.awaitLeft(event, 0);
      app.cancel(reservation);
      page.awaitLeft(event, 1);
      app.patch("/events/" + event, "{\"totalTickets\":7,\"eventName\":\"IU Encore\"}");
      var told = page.awaitLeft(event, 7);
      assertTrue(told.data().toString().contains("\"eventName\":\"IU Encore\",\"totalTickets\":7"));
      page.awaitLeft(app.newEvent(3), 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "DELETE"})
  void noOtherMethodFindsAnEventOfThatName(String method) {
    var answer =
        switch (method) {
          case "POST" -> app.post("/events/live", "{}");
          case "PATCH" -> app.patch("/events/live", "{\"totalTickets\":7}");
          default -> app.delete("/events/live");
        };
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD, OPTIONS", answer.headers().firstValue("Allow").orElse(""));
  }
}
