package boxoffice;

import boxoffice.openapi.DocumentedHttp;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The real service in this process, on real servers, and a client for it. */
public final class TestApp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestWorld world;
  private final boolean ownsWorld;
  private final App app;

  /** Those that make what is needed are an operator, where tokens are asked for. */
  private final boolean asksForTokens;

  private final HttpClient client = HttpClient.newHttpClient();

  private TestApp(TestWorld world, boolean ownsWorld, Map<String, String> settings) {
    this.world = world;
    this.ownsWorld = ownsWorld;
    Map<String, String> environment = new HashMap<>(world.environment());
    environment.putAll(settings);
    this.asksForTokens = settings.containsKey("AUTH_JWT_SECRET");
    this.app = new App(Config.read(environment));
  }

  private TestApp(Path dataDirectory, Map<String, String> settings) {
    this.world = null;
    this.ownsWorld = false;
    Map<String, String> environment = new HashMap<>(settings);
    this.asksForTokens = false;
    environment.put("PORT", "0");
    environment.put("DATA_DIR", dataDirectory.toString());
    this.app = new App(Config.read(environment));
  }

  /** One that asks for {@linkplain TestTokens tokens}; who is not named asks as an operator. */
  public static TestApp askingForTokens() {
    return patient(TestTokens.settings());
  }

  /** In a world of its own, and with {@linkplain TestWorld#patience() patience}. */
  public static TestApp start() {
    return patient(Map.of());
  }

  /** In a world of its own, with patience and these settings beside the defaults. */
  public static TestApp patient(Map<String, String> settings) {
    return start(withPatience(settings));
  }

  /** In a world that outlives it, with patience and these settings beside the defaults. */
  public static TestApp patient(TestWorld world, Map<String, String> settings) {
    return start(world, withPatience(settings));
  }

  private static Map<String, String> withPatience(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(TestWorld.patience());
    all.putAll(settings);
    return all;
  }

  /** In a world of its own, with settings beside the defaults. */
  public static TestApp start(Map<String, String> settings) {
    return started(new TestApp(TestWorld.fresh(), true, settings));
  }

  /** In a world that outlives it. */
  public static TestApp start(TestWorld world, Map<String, String> settings) {
    return started(new TestApp(world, false, settings));
  }

  /** With embedded servers of its own, in no world; requests are given up as soon as by default. */
  public static TestApp onServersOfItsOwn(Path dataDirectory) {
    return started(new TestApp(dataDirectory, Map.of()));
  }

  private static TestApp started(TestApp app) {
    try {
      app.app.start();
      return app;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      app.close();
      throw e;
    }
  }

  public TestWorld world() {
    return world;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + app.port());
  }

  public long newUser() {
    return json(post("/users", "{\"name\":\"Kim\"}")).get("userId").asLong();
  }

  public long newEvent(int totalTickets) {
    return json(post(
            "/events", "{\"eventName\":\"IU Concert\",\"totalTickets\":" + totalTickets + "}"))
        .get("eventId")
        .asLong();
  }

  public HttpResponse<String> reserve(long eventId, long userId) {
    return post("/events/" + eventId + "/reservations", "{\"userId\":" + userId + "}");
  }

  /** With this key, which goes in quotes. */
  public HttpResponse<String> reserve(long eventId, long userId, String key) {
    return send(
        request("/events/" + eventId + "/reservations")
            .header("Idempotency-Key", '"' + key + '"')
            .POST(BodyPublishers.ofString("{\"userId\":" + userId + "}")));
  }

  /**
   * Reserves, which must succeed, and returns the id. Asks again when told to, as a buyer does, who
   * then may hear that there is a reservation already.
   */
  public long reserved(long eventId, long userId) {
    HttpResponse<String> answer = reserve(eventId, userId);
    boolean unsure = answer.statusCode() == 503;
    if (unsure) {
      answer = reserve(eventId, userId);
    }
    if (answer.statusCode() != 201 && !(unsure && answer.statusCode() == 409)) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return json(answer).get("reservationId").asLong();
  }

  public HttpResponse<String> cancel(long reservationId) {
    return delete("/reservations/" + reservationId);
  }

  public int available(long eventId) {
    return json(get("/events/" + eventId)).get("availableTickets").asInt();
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> post(String path, String json) {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  /** With these headers and no others of ours. */
  public HttpResponse<String> postWith(Map<String, String> headers, String path, String json) {
    var request = HttpRequest.newBuilder(uri().resolve(path)).POST(BodyPublishers.ofString(json));
    headers.forEach(request::header);
    return send(request);
  }

  public HttpResponse<String> patch(String path, String json) {
    return send(request(path).method("PATCH", BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  /** What somebody with this token is answered; without any if that is empty. */
  public HttpResponse<String> as(Optional<String> token, String method, String path, String body) {
    return as(token, method, path, body, Map.of());
  }

  /** The same, with these headers. */
  public HttpResponse<String> as(
      Optional<String> token,
      String method,
      String path,
      String body,
      Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(uri().resolve(path)).method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
    return send(request);
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(uri().resolve(path));
    return asksForTokens
        ? request.header("Authorization", "Bearer " + TestTokens.ofOperator())
        : request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return DocumentedHttp.send(client, request.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  @Override
  public void close() {
    app.close();
    client.close();
    if (ownsWorld) {
      world.close();
    }
  }
}
