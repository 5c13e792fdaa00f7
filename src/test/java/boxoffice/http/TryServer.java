package boxoffice.http;

import boxoffice.http.HealthReport.Readiness;
import boxoffice.openapi.DocumentedHttp;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * The server alone, with a route, /try, that does what the test says, and a stream, /live, that
 * says what it says.
 */
final class TryServer implements AutoCloseable, Health {
  volatile Readiness readiness = Readiness.READY;
  volatile Supplier<Answer> action = TryServer::done;
  final BlockingQueue<LiveStream> streams = new LinkedBlockingQueue<>();
  final CountDownLatch entered = new CountDownLatch(1);
  volatile CountDownLatch leave = new CountDownLatch(1);
  volatile boolean started = true;
  final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  TryServer(HttpSettings settings) {
    HealthHandlers handlers = new HealthHandlers(this, Gate.open(Set.of()));
    server =
        HttpServer.start(
            settings,
            this,
            Entrance.open(),
            RequestMeter.NONE,
            router -> {
              router.route(HandlerType.GET, "/try", Access.EVERYBODY, (ctx, body) -> action.get());
              router.add(
                  HandlerType.GET,
                  "/live",
                  new LiveHandler(
                      settings.maxLiveStreams(), settings.idleTimeout(), this, streams::add));
              router.alwaysRoute(HandlerType.GET, "/livez", Access.EVERYBODY, handlers::live);
              router.alwaysRoute(HandlerType.GET, "/readyz", Access.EVERYBODY, handlers::ready);
            });
  }

  @Override
  public boolean started() {
    return started;
  }

  @Override
  public HealthReport report() {
    var states = new LinkedHashMap<>(Map.of("redis", "up"));
    states.putLast("postgresql", "down");
    return new HealthReport(readiness, states);
  }

  static Answer done() {
    return Answer.ok(new Responses.Message("done"));
  }

  /** Says that it was entered, and leaves when it is told to. */
  Answer waiting() {
    entered.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return done();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  HttpResponse<String> get(String path) throws Exception {
    return path.equals("/try") || path.equals("/live")
        ? client.send(request(path), HttpResponse.BodyHandlers.ofString())
        : DocumentedHttp.send(client, request(path));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(uri().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> getLater(String path) {
    return client.sendAsync(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(uri().resolve(path)).build();
  }

  @Override
  public void close() {
    leave.countDown();
    server.close();
    client.close();
  }
}
