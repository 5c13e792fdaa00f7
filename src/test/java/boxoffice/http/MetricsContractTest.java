package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.CapturedLog;
import boxoffice.TestApp;
import boxoffice.metrics.Scrape;
import boxoffice.openapi.DocumentedHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What is told at {@code /metrics}, and that it moves by exactly what was done. */
class MetricsContractTest {
  private static final String RESERVES = "boxoffice_reserve_requests_total";
  private static final String CANCELS = "boxoffice_cancel_requests_total";
  private static final String ANSWERS = "boxoffice_http_request_duration_seconds_count";
  private static final String RESERVE = "route=/events/{eventId}/reservations";
  private static final String CANCEL = "route=/reservations/{reservationId}";

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
  void itComesInTheFormatThatIsAskedFor() throws Exception {
    var text = get("text/plain");
    assertEquals("text/plain; version=0.0.4; charset=utf-8", type(text));
    assertTrue(text.body().contains("# TYPE boxoffice_sweeps_total counter\n"), text.body());
    assertEquals("no-store", text.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("Accept", text.headers().firstValue("Vary").orElse(""));

    var openMetrics = get("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", type(openMetrics));
    assertTrue(openMetrics.body().contains("# TYPE boxoffice_sweeps counter\n"));
    assertTrue(openMetrics.body().endsWith("# EOF\n"));

    var protobuf =
        get("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily,*/*;q=0.1");
    assertEquals("text/plain; version=0.0.4; charset=utf-8", type(protobuf));
  }

  @Test
  void countsMoveByExactlyWhatWasDone() {
    long event = app.newEvent(2);
    long[] users = {app.newUser(), app.newUser(), app.newUser()};
    Scrape before = Scrape.of(app);

    long reservation = app.reserved(event, users[0]);
    app.reserved(event, users[1]);
    app.reserve(event, users[1]);
    for (int i = 0; i < 3; i++) {
      app.reserve(event, users[2]);
    }
    app.reserve(event + 1_000, users[0]);
    app.reserve(event, 987_654_321);
    app.post("/events/" + event + "/reservations", "{}");
    app.cancel(reservation);
    app.cancel(reservation);
    app.cancel(987_654_321);

    assertMoved(before, 2, RESERVES, "outcome=reserved");
    assertMoved(before, 1, RESERVES, "outcome=already_reserved");
    assertMoved(before, 3, RESERVES, "outcome=sold_out");
    assertMoved(before, 1, RESERVES, "outcome=event_not_found");
    assertMoved(before, 1, RESERVES, "outcome=user_not_found");
    assertMoved(before, 0, RESERVES, "outcome=backlog_full");
    assertMoved(before, 0, RESERVES, "outcome=unavailable");
    assertMoved(before, 1, CANCELS, "outcome=cancelled");
    assertMoved(before, 1, CANCELS, "outcome=already_cancelled");
    assertMoved(before, 1, CANCELS, "outcome=not_found");
    assertMoved(before, 0, CANCELS, "outcome=unavailable");
    assertMoved(before, 2, ANSWERS, "method=POST", RESERVE, "status=201");
    assertMoved(before, 6, ANSWERS, "method=POST", RESERVE, "status=400");
    assertMoved(before, 1, ANSWERS, "method=POST", RESERVE, "status=409");
    assertMoved(before, 1, ANSWERS, "method=DELETE", CANCEL, "status=200");
    assertMoved(before, 2, ANSWERS, "method=DELETE", CANCEL, "status=400");
  }

  @Test
  void whatIsSavedIsCountedAndItsDelayMeasured() {
    long event = app.newEvent(20);
    Books.awaitAllSaved(app.world());
    for (int i = 0; i < 10; i++) {
      app.reserved(event, app.newUser());
    }
    Books.awaitAllSaved(app.world());
    Scrape scrape = Scrape.of(app);
    assertEquals(10, scrape.value("boxoffice_save_delay_seconds_count"));
    assertEquals(10, scrape.value("boxoffice_batch_size_changes_sum"));
    double batches = scrape.value("boxoffice_batch_size_changes_count");
    assertEquals(batches, scrape.value("boxoffice_batch_duration_seconds_count", "result=written"));
    assertTrue(scrape.value("boxoffice_save_delay_seconds_sum") > 0);
    Await.until("nothing is held", () -> Scrape.of(app).value("boxoffice_unsaved_changes") == 0);
    assertEquals(0, scrape.value("boxoffice_queue_depth"));
    assertTrue(scrape.value("boxoffice_redis_decision_call_size_requests_sum") >= 10);
  }

  /** Whatever is asked for, and also what Jetty refuses before any route is looked for. */
  @Test
  void strangeRequestsAddNoSeries() throws Exception {
    everyStrangeRequest(0);
    awaitUnmatched("status=400", 1);
    long before = series();
    for (int n = 1; n <= 100; n++) {
      everyStrangeRequest(n);
    }
    awaitUnmatched("status=400", 101);
    awaitUnmatched("status=404", 202);
    awaitUnmatched("status=405", 101);
    assertEquals(before, series());
  }

  private long series() {
    return Scrape.of(app).samples().stream()
        .filter(sample -> sample.name().startsWith("boxoffice_http_"))
        .count();
  }

  private void everyStrangeRequest(int n) throws Exception {
    app.get("/nothing/" + n + "/here");
    app.post("/" + n + "?" + n + "=" + n, "{}");
    app.patch("/users/" + n, "{}");
    app.get("/events/" + n + "x");
    app.get("/users/" + (987_654_321L + n));
    RawHttp.exchange(app.uri(), "GET /" + n + " HTTP/9.9\r\n\r\n");
  }

  private void awaitUnmatched(String status, int count) {
    Await.until(
        () -> status + ": " + Scrape.of(app).value(ANSWERS, "route=unmatched", status),
        () -> Scrape.of(app).value(ANSWERS, "route=unmatched", status) == count);
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void soldOutIsCountedNotLogged() {
    long event = app.newEvent(1);
    long user = app.newUser();
    app.reserved(event, app.newUser());
    Books.awaitAllSaved(app.world());
    try (var log = new CapturedLog()) {
      for (int i = 0; i < 20; i++) {
        assertEquals(400, app.reserve(event, user).statusCode());
      }
      assertEquals(20, Scrape.of(app).value(RESERVES, "outcome=sold_out"));
      assertEquals(List.of(), log.lines("sold").stream().filter(l -> l.contains("out")).toList());
    }
  }

  /** The last answer is counted when it has been sent, which its reader may learn before. */
  private void assertMoved(Scrape before, int by, String name, String... labels) {
    double expected = before.value(name, labels) + by;
    Await.until(
        () -> name + List.of(labels) + " is " + Scrape.of(app).value(name, labels),
        () -> Scrape.of(app).value(name, labels) == expected);
  }

  private HttpResponse<String> get(String accept) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(app.uri().resolve("/metrics")).header("Accept", accept);
      return DocumentedHttp.send(client, request.build());
    }
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
