package boxoffice;

import boxoffice.openapi.DocumentedHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** A crowd that uses every route over and over, and what each of them was told and when. */
final class EveryRoute implements AutoCloseable {
  private static final int CLIENTS_PER_ROUTE = 2;
  private static final Duration HANGS = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = 20_000_000;

  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService wires = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newBuilder().executor(wires).build();
  private final Queue<Told> told = new ConcurrentLinkedQueue<>();
  private final TestApp app;
  private final int routes;
  private volatile boolean over;

  /**
   * Begins at once.
   *
   * @param event on sale, with tickets for all
   * @param saved a reservation of the user, which PostgreSQL has
   * @param knownUsers gives out users that the app knows and who have no reservation
   */
  EveryRoute(TestApp app, long event, long user, long saved, AtomicLong knownUsers) {
    this.app = app;
    String reservations = "/events/" + event + "/reservations";
    Map<String, LongFunction<HttpRequest.Builder>> routes =
        Map.ofEntries(
            Map.entry("sale", n -> post(reservations, buyer(knownUsers.getAndIncrement()))),
            Map.entry("sale to a stranger", n -> post(reservations, buyer(n * 5_000_000 + 77))),
            Map.entry("list of a user", n -> to("/users/" + user + "/reservations")),
            Map.entry("reservation", n -> to("/reservations/" + saved)),
            Map.entry("cancel", n -> to("/reservations/" + (n * 16 + event % 16)).DELETE()),
            Map.entry("events", n -> to("/events?limit=5")),
            Map.entry("event", n -> to("/events/" + event)),
            Map.entry("strange event", n -> to("/events/" + (1_000_000 + n))),
            Map.entry("new event", n -> post("/events", eventBody(100))),
            Map.entry("change of a total", n -> patch("/events/" + event, total(n))),
            Map.entry("new user", n -> post("/users", "{\"name\":\"Kim\"}")),
            Map.entry("users", n -> to("/users?limit=5")),
            Map.entry("user", n -> to("/users/" + user)),
            Map.entry("failed writes", n -> to("/operations/failed-writes")),
            Map.entry("retry", n -> post("/operations/failed-writes/" + saved + "/retry", "")),
            Map.entry("readiness", n -> to("/readyz")),
            Map.entry("figures", n -> to("/metrics")),
            Map.entry("life", n -> to("/livez")));
    this.routes = routes.size();
    routes.forEach(
        (name, request) -> {
          for (int c = 0; c < CLIENTS_PER_ROUTE; c++) {
            clients.execute(() -> use(name, request));
          }
        });
  }

  private void use(String route, LongFunction<HttpRequest.Builder> request) {
    for (long n = 1; !over; n++) {
      long begin = System.nanoTime();
      try {
        HttpResponse<String> answer =
            DocumentedHttp.send(client, request.apply(n).timeout(HANGS).build());
        boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
        told.add(new Told(route, answer.statusCode(), retryAfter, begin, System.nanoTime()));
      } catch (Exception | AssertionError e) {
        told.add(new Told(route + ": " + e, 0, false, begin, System.nanoTime()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** How many there are. */
  int routes() {
    return routes;
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(app.uri().resolve(path));
  }

  private HttpRequest.Builder post(String path, String json) {
    return to(path).POST(BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder patch(String path, String json) {
    return to(path).method("PATCH", BodyPublishers.ofString(json));
  }

  private static String buyer(long user) {
    return "{\"userId\":" + user + "}";
  }

  private static String eventBody(int total) {
    return "{\"eventName\":\"IU Concert\",\"totalTickets\":" + total + "}";
  }

  private static String total(long n) {
    return "{\"totalTickets\":" + (1_000_000 + n % 2) + "}";
  }

  /** Waits for the last answer. */
  @Override
  public void close() {
    over = true;
    clients.close();
    client.close();
    wires.close();
  }

  /** An answer, with when it was asked for and when it came. */
  record Told(String route, int status, boolean retryAfter, long begin, long end) {
    long millis() {
      return (end - begin) / 1_000_000;
    }

    boolean beganIn(long from, long to) {
      return begin - from >= 0 && begin - to < 0;
    }
  }
}
