package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.openapi.DocumentedHttp;
import boxoffice.reservation.FailedWrite;
import boxoffice.reservation.FailedWrites;
import boxoffice.reservation.Page;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.RetryOutcome;
import boxoffice.reservation.Status;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How failed writes look to operators; how they come about is tested with the write-behind. */
class FailedWritesContractTest {
  private static final Instant SOLD = Instant.parse("2026-01-02T03:04:05Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server = start(new OneFailedWrite());

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  @Test
  void theListTellsAllThatAnOperatorNeeds() throws Exception {
    assertAnswer(
        send("GET", "/operations/failed-writes"),
        200,
        """
        [{"reservationId":33,"eventId":1,"userId":7,"status":"CANCELLED","error":"no such user",\
        "attempts":10,"failedAt":"2026-01-02T03:04:06.000000Z",\
        "nextAttemptAt":"2026-01-02T03:14:06.123456Z","flagged":true}]\
        """);
  }

  @Test
  void theListIsAskedForByPage() throws Exception {
    assertAnswer(send("GET", "/operations/failed-writes?limit=1&before=33"), 200, "[]");
  }

  @Test
  void aRetryTellsWhatBecameOfIt() throws Exception {
    assertAnswer(
        send("POST", "/operations/failed-writes/17/retry"),
        200,
        """
        {"message":"Reservation saved."}\
        """);
    assertAnswer(
        send("POST", "/operations/failed-writes/33/retry"),
        409,
        """
        {"message":"no such user","code":"STILL_REFUSED"}\
        """);
    assertAnswer(
        send("POST", "/operations/failed-writes/49/retry"),
        400,
        """
        {"message":"Cannot find failed write","code":"FAILED_WRITE_NOT_FOUND"}\
        """);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return DocumentedHttp.send(client, request);
  }

  private static void assertAnswer(HttpResponse<String> response, int status, String body) {
    assertEquals(body, response.body());
    assertEquals(status, response.statusCode());
  }

  private static HttpServer start(FailedWrites failedWrites) {
    var handlers = new FailedWriteHandlers(failedWrites);
    return HttpServer.start(
        HttpSettings.at("127.0.0.1", 0),
        new AlwaysReady(),
        Entrance.open(),
        RequestMeter.NONE,
        router -> {
          router.route(
              HandlerType.GET, "/operations/failed-writes", Access.OPERATORS, handlers::list);
          router.route(
              HandlerType.POST,
              "/operations/failed-writes/{reservationId}/retry",
              Access.OPERATORS,
              handlers::retry);
        });
  }

  private record OneFailedWrite() implements FailedWrites {
    @Override
    public List<FailedWrite> list(Page page) {
      Reservation refused = new Reservation(33, 1, 7, Status.CANCELLED, SOLD, SOLD);
      FailedWrite only =
          new FailedWrite(
              refused,
              "no such user",
              10,
              Instant.parse("2026-01-02T03:04:06Z"),
              Instant.parse("2026-01-02T03:14:06.123456Z"),
              true);
      return page.before() > 33 ? List.of(only) : List.of();
    }

    @Override
    public RetryOutcome retry(long reservationId) {
      return switch ((int) reservationId) {
        case 17 -> new RetryOutcome.Saved();
        case 33 -> new RetryOutcome.StillRefused("no such user");
        default -> new RetryOutcome.NotFound();
      };
    }
  }
}
