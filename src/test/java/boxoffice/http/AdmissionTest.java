package boxoffice.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.http.HealthReport.Readiness;
import boxoffice.reservation.UnavailableException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, and what those are told who are not. */
@Timeout(30)
class AdmissionTest {
  private static final HttpSettings SETTINGS = HttpSettings.at("127.0.0.1", 0);

  private final TryServer app = new TryServer(SETTINGS.withRequestsInFlight(1, 1));

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void aRequestBeyondTheBoundIsTurnedAwayAtOnce() throws Exception {
    app.action = app::waiting;
    var first = app.getLater("/try");
    assertTrue(app.entered.await(10, SECONDS));

    var second = app.get("/try");
    assertEquals(503, second.statusCode());
    assertEquals("1", second.headers().firstValue("Retry-After").orElse(""));
    assertEquals(
        """
        {"message":"Too many requests are under way. Try again.","code":"UNAVAILABLE"}\
        """,
        second.body());
    assertEquals(200, app.get("/livez").statusCode(), "health is exempt");
    assertEquals(200, app.get("/readyz").statusCode(), "health is exempt");

    app.leave.countDown();
    assertEquals(200, first.get(10, SECONDS).statusCode());
    assertEquals(200, app.get("/try").statusCode(), "there is room again");
  }

  @Test
  void whatWouldChangeSomethingIsTurnedAwayBeforeItIsLookedAt() throws Exception {
    app.action = app::waiting;
    var first = app.getLater("/try");
    assertTrue(app.entered.await(10, SECONDS));

    long refused = app.server.requestsRefused();
    for (int i = 0; i < 3; i++) { // on one connection
      var away = app.post("/try", "{\"not\":\"read\"}");
      assertEquals(503, away.statusCode());
      assertEquals("1", away.headers().firstValue("Retry-After").orElse(""));
      assertEquals("no-store", away.headers().firstValue("Cache-Control").orElse(""));
      assertEquals(
          """
          {"message":"Too many requests are under way. Try again.","code":"UNAVAILABLE"}\
          """,
          away.body());
    }
    assertEquals(refused + 3, app.server.requestsRefused());

    app.leave.countDown();
    assertEquals(200, first.get(10, SECONDS).statusCode());
    assertEquals(405, app.post("/try", "{}").statusCode(), "now it is looked at");
  }

  @Test
  void aRushIsLetInAsAWholeAndMoreThanARushIsNot() throws Exception {
    try (var busy = new TryServer(SETTINGS.withRequestsInFlight(1, 4))) {
      busy.action = busy::waiting;
      List<CompletableFuture<HttpResponse<String>>> rush =
          Stream.generate(() -> busy.getLater("/try")).limit(4).toList();
      Await.until("all of the rush are inside", () -> busy.server.requestsUnderWay() == 4);
      assertEquals(503, busy.get("/try").statusCode(), "beyond the bound");
      busy.leave.countDown();
      for (var one : rush) {
        assertEquals(200, one.get(10, SECONDS).statusCode());
      }

      busy.leave = new CountDownLatch(1);
      var first = busy.getLater("/try");
      Await.until("one is inside", () -> busy.server.requestsUnderWay() == 1);
      var second = busy.getLater("/try");
      Await.until(
          "the last of the rush's tokens is taken", () -> busy.server.requestsUnderWay() == 2);
      long refused = busy.server.requestsRefused();
      assertEquals(503, busy.get("/try").statusCode(), "another rush so soon");
      assertEquals(refused + 1, busy.server.requestsRefused());
      busy.leave.countDown();
      assertEquals(200, first.get(10, SECONDS).statusCode());
      assertEquals(200, second.get(10, SECONDS).statusCode());
    }
  }

  @Test
  void aRequestThatFailsGivesItsPlaceBack() throws Exception {
    app.action =
        () -> {
          throw new IllegalStateException("a test's own failure");
        };
    var failure =
        """
        {"message":"Something went wrong on our side.","code":"INTERNAL"}\
        """;
    for (int i = 0; i < 3; i++) {
      assertEquals(failure, app.get("/try").body());
    }
    app.action =
        () -> {
          throw new StackOverflowError("a test's own error");
        };
    for (int i = 0; i < 3; i++) {
      var response = app.get("/try");
      assertEquals(500, response.statusCode());
      assertEquals(failure, response.body());
      assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
    }
    app.action = TryServer::done;
    assertEquals(200, app.get("/try").statusCode());
  }

  @Test
  void aDependencyThatIsAwayIsA503() throws Exception {
    app.action =
        () -> {
          throw new UnavailableException("PostgreSQL is away");
        };
    var response = app.get("/try");
    assertEquals(503, response.statusCode());
    assertEquals("1", response.headers().firstValue("Retry-After").orElse(""));
    assertEquals(
        """
        {"message":"The service cannot answer this right now. Try again.","code":"UNAVAILABLE"}\
        """,
        response.body());
  }

  @Test
  void aFullBacklogIsA503() throws Exception {
    app.action = () -> Failure.BACKLOG_FULL;
    var response = app.get("/try");
    assertEquals(503, response.statusCode());
    assertEquals("2", response.headers().firstValue("Retry-After").orElse(""));
    assertTrue(response.body().contains("\"code\":\"BACKLOG_FULL\""), response.body());
  }

  @Test
  void beforeTheServiceHasStartedOnlyHealthAnswers() throws Exception {
    app.started = false;
    var response = app.get("/try");
    assertEquals(503, response.statusCode());
    assertEquals("1", response.headers().firstValue("Retry-After").orElse(""));
    assertEquals(
        """
        {"message":"The service is starting.","code":"UNAVAILABLE"}\
        """,
        response.body());
    assertEquals("{\"status\":\"live\"}", app.get("/livez").body());
    var ready = app.get("/readyz");
    assertEquals(503, ready.statusCode());
    assertEquals(
        """
        {"status":"unavailable","redis":"up","postgresql":"down","access":"open"}\
        """,
        ready.body());
  }

  @Test
  void readinessTellsTheStateOfEachDependency() throws Exception {
    assertEquals(200, app.get("/readyz").statusCode());
    app.readiness = Readiness.DEGRADED;
    var degraded = app.get("/readyz");
    assertEquals(200, degraded.statusCode());
    assertEquals(
        """
        {"status":"degraded","redis":"up","postgresql":"down","access":"open"}\
        """,
        degraded.body());
    app.readiness = Readiness.UNAVAILABLE;
    var unavailable = app.get("/readyz");
    assertEquals(503, unavailable.statusCode());
    assertEquals("1", unavailable.headers().firstValue("Retry-After").orElse(""));
  }
}
