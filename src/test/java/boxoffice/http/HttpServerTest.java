package boxoffice.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.http.HealthReport.Readiness;
import boxoffice.reservation.UnavailableException;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server alone, with a route of the test's own: no reservation is made here. */
@Timeout(30)
class HttpServerTest {
  private static final HttpSettings SETTINGS = HttpSettings.at("127.0.0.1", 0);

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Readiness> readiness = new AtomicReference<>(Readiness.READY);
  private final AtomicReference<Supplier<Answer>> action =
      new AtomicReference<>(() -> Answer.ok(new Responses.Message("done")));
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);
  private volatile boolean started = true;
  private HttpServer server = start(SETTINGS.withMaxRequestsInFlight(1));

  @AfterEach
  void close() {
    leave.countDown();
    server.close();
    client.close();
  }

  @Test
  void aRequestBeyondTheBoundIsTurnedAwayAtOnce() throws Exception {
    action.set(this::waiting);
    var first = getLater("/try");
    assertTrue(entered.await(10, SECONDS));

    var second = get("/try");
    assertEquals(503, second.statusCode());
    assertEquals("1", second.headers().firstValue("Retry-After").orElse(""));
    assertEquals(
        """
        {"message":"Too many requests are under way. Try again.","code":"UNAVAILABLE"}\
        """,
        second.body());
    assertEquals(200, get("/livez").statusCode(), "health is exempt");
    assertEquals(200, get("/readyz").statusCode(), "health is exempt");

    leave.countDown();
    assertEquals(200, first.get(10, SECONDS).statusCode());
    assertEquals(200, get("/try").statusCode(), "there is room again");
  }

  @Test
  void aRequestThatFailsGivesItsPlaceBack() throws Exception {
    action.set(
        () -> {
          throw new IllegalStateException("a test's own failure");
        });
    var failure =
        """
        {"message":"Something went wrong on our side.","code":"INTERNAL"}\
        """;
    for (int i = 0; i < 3; i++) {
      assertEquals(failure, get("/try").body());
    }
    action.set(
        () -> {
          throw new StackOverflowError("a test's own error");
        });
    for (int i = 0; i < 3; i++) {
      var response = get("/try");
      assertEquals(500, response.statusCode());
      assertEquals(failure, response.body());
      assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
    }
    action.set(() -> Answer.ok(new Responses.Message("done")));
    assertEquals(200, get("/try").statusCode());
  }

  @Test
  void aDependencyThatIsAwayIsA503() throws Exception {
    action.set(
        () -> {
          throw new UnavailableException("PostgreSQL is away");
        });
    var response = get("/try");
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
    action.set(() -> Failure.BACKLOG_FULL);
    var response = get("/try");
    assertEquals(503, response.statusCode());
    assertEquals("2", response.headers().firstValue("Retry-After").orElse(""));
    assertTrue(response.body().contains("\"code\":\"BACKLOG_FULL\""), response.body());
  }

  @Test
  void beforeTheServiceHasStartedOnlyHealthAnswers() throws Exception {
    started = false;
    var response = get("/try");
    assertEquals(503, response.statusCode());
    assertEquals("1", response.headers().firstValue("Retry-After").orElse(""));
    assertEquals(
        """
        {"message":"The service is starting.","code":"UNAVAILABLE"}\
        """,
        response.body());
    assertEquals("{\"status\":\"live\"}", get("/livez").body());
    var ready = get("/readyz");
    assertEquals(503, ready.statusCode());
    assertEquals(
        """
        {"status":"unavailable","redis":"up","postgresql":"down"}\
        """,
        ready.body());
  }

  @Test
  void readinessTellsTheStateOfEachDependency() throws Exception {
    assertEquals(200, get("/readyz").statusCode());
    readiness.set(Readiness.DEGRADED);
    var degraded = get("/readyz");
    assertEquals(200, degraded.statusCode());
    assertEquals(
        """
        {"status":"degraded","redis":"up","postgresql":"down"}\
        """,
        degraded.body());
    readiness.set(Readiness.UNAVAILABLE);
    var unavailable = get("/readyz");
    assertEquals(503, unavailable.statusCode());
    assertEquals("1", unavailable.headers().firstValue("Retry-After").orElse(""));
  }

  @Test
  void stoppingWaitsForTheRequestUnderWay() throws Exception {
    action.set(this::waiting);
    var request = getLater("/try");
    assertTrue(entered.await(10, SECONDS));

    var stopped = CompletableFuture.runAsync(server::close);
    // Longer than the time after which a stopping server drops connections that are silent.
    assertFalse(ended(stopped, Duration.ofMillis(700)), "it waits");
    leave.countDown();
    assertEquals(200, request.get(10, SECONDS).statusCode());
    stopped.get(10, SECONDS);
    assertThrows(IOException.class, () -> get("/livez"));
  }

  @Test
  void stoppingDoesNotWaitForEver() throws Exception {
    server.close();
    server = start(withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300)));
    action.set(this::waiting);
    var _ = getLater("/try");
    assertTrue(entered.await(10, SECONDS));
    CompletableFuture.runAsync(server::close).get(5, SECONDS);
    assertEquals(1, leave.getCount(), "the request is still under way");
  }

  @Test
  void idleConnectionsDoNotDelayTheStop() throws Exception {
    assertEquals(200, get("/livez").statusCode());
    CompletableFuture.runAsync(server::close).get(2, SECONDS);
  }

  @Test
  void aRequestMayTakeLongerThanItsBody() throws Exception {
    server.close();
    server = start(withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(3)));
    action.set(this::waiting);
    var request = getLater("/try");
    assertTrue(entered.await(10, SECONDS));
    assertFalse(ended(request, Duration.ofMillis(900)), "it is not cut");
    leave.countDown();
    assertEquals(200, request.get(10, SECONDS).statusCode());
  }

  @Test
  void aBodyThatDoesNotArriveIsNotWaitedForForEver() throws Exception {
    server.close();
    server = start(withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(3)));
    String answer =
        RawHttp.exchange(uri(), "GET /try HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
    assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    assertTrue(answer.contains("\"code\":\"INVALID_REQUEST\""), answer);
  }

  @Test
  void aPortInUseIsSaidInOneSentence() {
    HttpSettings taken = HttpSettings.at("127.0.0.1", server.port());
    var thrown = assertThrows(CannotListenException.class, () -> start(taken));
    assertEquals(
        "Cannot listen on 127.0.0.1 port "
            + server.port()
            + ": Address already in use. Give another HOST or PORT, or end what listens there.",
        thrown.getMessage());
  }

  @Test
  void aHostThatIsNotOursIsSaidInOneSentence() {
    var thrown =
        assertThrows(
            CannotListenException.class, () -> start(HttpSettings.at("no-such-host.invalid", 0)));
    assertTrue(thrown.getMessage().contains("no-such-host.invalid"), thrown.getMessage());
  }

  private Answer waiting() {
    entered.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.ok(new Responses.Message("done"));
  }

  private HttpServer start(HttpSettings settings) {
    Health health =
        new Health() {
          @Override
          public boolean started() {
            return started;
          }

          @Override
          public HealthReport report() {
            var states = new LinkedHashMap<>(Map.of("redis", "up"));
            states.putLast("postgresql", "down");
            return new HealthReport(readiness.get(), states);
          }
        };
    HealthHandlers handlers = new HealthHandlers(health);
    return HttpServer.start(
        settings,
        health,
        router -> {
          router.route(HandlerType.GET, "/try", (ctx, body) -> action.get().get());
          router.alwaysRoute(HandlerType.GET, "/livez", handlers::live);
          router.alwaysRoute(HandlerType.GET, "/readyz", handlers::ready);
        });
  }

  private static HttpSettings withTimeouts(Duration body, Duration stop) {
    return new HttpSettings(
        "127.0.0.1", 0, 100, 10, 65_536, 8_192, body, Duration.ofSeconds(30), stop);
  }

  private static boolean ended(CompletableFuture<?> future, Duration within) throws Exception {
    try {
      future.get(within.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException stillRunning) {
      return false;
    }
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> getLater(String path) {
    return client.sendAsync(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(uri().resolve(path)).build();
  }
}
