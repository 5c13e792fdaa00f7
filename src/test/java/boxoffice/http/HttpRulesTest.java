package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.openapi.DocumentedHttp;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods, sizes and headers. */
class HttpRulesTest {
  private static final int BOUND = 65_536;
  @AutoClose private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/events/",
        "/events/1/",
        "/Events",
        "/events/1/reservations/",
        "/events/1/reservations/2",
        "/reservations",
        "/users/",
        "/users/1/2",
        "/livez/",
        "/readyz/x",
        "/operations/",
        "/events/../nothing",
        "/index.html",
        "/favicon.ico"
      })
  void anUnknownPathIs404(String path) throws Exception {
    for (String method : new String[] {"GET", "POST", "DELETE", "PATCH", "PUT"}) {
      var response = send(method, path, BodyPublishers.noBody());
      assertEquals(404, response.statusCode(), () -> method + " " + path);
      assertEquals(
          """
          {"message":"There is nothing at this path.","code":"NOT_FOUND"}\
          """,
          response.body());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE | /events                               | GET, POST, HEAD, OPTIONS
          PUT    | /events                               | GET, POST, HEAD, OPTIONS
          POST   | /events/1                             | GET, PATCH, HEAD, OPTIONS
          DELETE | /events/1                             | GET, PATCH, HEAD, OPTIONS
          GET    | /events/1/reservations                | POST, OPTIONS
          HEAD   | /events/1/reservations                | POST, OPTIONS
          DELETE | /users                                | GET, POST, HEAD, OPTIONS
          PATCH  | /events/live                          | GET, HEAD, OPTIONS
          DELETE | /events/live                          | GET, HEAD, OPTIONS
          BREW   | /events/live                          | GET, HEAD, OPTIONS
          PATCH  | /users/1                              | GET, HEAD, OPTIONS
          POST   | /users/1/reservations                 | GET, HEAD, OPTIONS
          POST   | /reservations/1                       | GET, DELETE, HEAD, OPTIONS
          PUT    | /reservations/not-an-id               | GET, DELETE, HEAD, OPTIONS
          POST   | /livez                                | GET, HEAD, OPTIONS
          DELETE | /readyz                               | GET, HEAD, OPTIONS
          POST   | /operations/failed-writes             | GET, HEAD, OPTIONS
          GET    | /operations/failed-writes/1/retry     | POST, OPTIONS
          TRACE  | /events                               | GET, POST, HEAD, OPTIONS
          BEFORE | /events                               | GET, POST, HEAD, OPTIONS
          BREW   | /events                               | GET, POST, HEAD, OPTIONS
          """)
  void aWrongMethodIs405AndToldWhichAreRight(String method, String path, String allow)
      throws Exception {
    String request = RawHttp.closing(method + " " + path, "", "");
    String answer = RawHttp.exchange(app.uri(), request);
    DocumentedHttp.check(request, answer);
    assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
    assertTrue(answer.contains("\r\nAllow: " + allow + "\r\n"), answer);
    if (!method.equals("HEAD")) {
      assertTrue(
          answer.endsWith(
              """
              {"message":"This path does not take this method.","code":"METHOD_NOT_ALLOWED"}\
              """),
          answer);
    }
  }

  @Test
  void optionsTellsTheMethods() throws Exception {
    var response = send("OPTIONS", "/events/1", BodyPublishers.noBody());
    assertEquals(204, response.statusCode());
    assertEquals("GET, PATCH, HEAD, OPTIONS", response.headers().firstValue("Allow").orElse(""));
    assertEquals("", response.body());
  }

  @Test
  void headIsGetWithoutItsBody() throws Exception {
    String path = "/events/" + app.newEvent(3);
    var get = app.get(path);
    var head = send("HEAD", path, BodyPublishers.noBody());
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertEquals(
        get.headers().firstValue("Content-Length"), head.headers().firstValue("Content-Length"));
    var unknown = send("HEAD", "/events/9007199254740991", BodyPublishers.noBody());
    assertEquals(400, unknown.statusCode());
  }

  @Test
  void aMethodCannotBeOverriddenByAHeader() throws Exception {
    String user = "{\"userId\":" + app.newUser() + "}";
    var sold = app.post("/events/" + app.newEvent(1) + "/reservations", user);
    String path = "/reservations/" + app.json(sold).path("reservationId").asLong();
    var request =
        HttpRequest.newBuilder(app.uri().resolve(path))
            .header("X-HTTP-Method-Override", "DELETE")
            .build();
    var response = DocumentedHttp.send(CLIENT, request);
    assertEquals("CONFIRMED", app.json(response).path("status").asText(), response::body);
    assertEquals("CONFIRMED", app.json(app.get(path)).path("status").asText());
  }

  @Test
  void aBodyOfExactlyTheBoundIsRead() throws Exception {
    String body = paddedTo(BOUND);
    assertEquals(201, app.post("/users", body).statusCode());
    assertEquals(201, send("POST", "/users", chunked(body)).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /users",
    "POST, /events",
    "PATCH, /events/1",
    "GET, /events",
    "GET, /events/1",
    "GET, /livez",
    "DELETE, /reservations/9007199254740991",
    "GET, /users/1/reservations"
  })
  void aBodyBeyondTheBoundIs413(String method, String path) throws Exception {
    String body = paddedTo(BOUND + 1);
    for (var publisher : new BodyPublisher[] {BodyPublishers.ofString(body), chunked(body)}) {
      var response = send(method, path, publisher);
      assertEquals(413, response.statusCode(), response::body);
      assertEquals(
          """
          {"message":"The body is larger than 65536 bytes.","code":"TOO_LARGE"}\
          """,
          response.body());
    }
  }

  @Test
  void aReservationsBodyBeyondTheBoundIs413() {
    var response = app.post("/events/1/reservations", paddedTo(BOUND + 1));
    assertEquals(413, response.statusCode());
    assertEquals(
        """
        {"error":"The body is larger than 65536 bytes.","code":"TOO_LARGE"}\
        """,
        response.body());
  }

  @Test
  void bodiesOfGetAndDeleteAreIgnored() throws Exception {
    assertEquals(200, send("GET", "/events", BodyPublishers.ofString("nonsense")).statusCode());
    var response =
        send("DELETE", "/reservations/9007199254740991", BodyPublishers.ofString("nonsense"));
    assertEquals("RESERVATION_NOT_FOUND", app.json(response).path("code").asText());
  }

  @Test
  void answersAreNotToBeStoredAndTellNothingOfTheServer() {
    for (var response : new HttpResponse<?>[] {app.get("/events"), app.get("/nothing")}) {
      assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
      assertFalse(response.headers().firstValue("Server").isPresent());
      assertFalse(response.headers().firstValue("Content-Encoding").isPresent());
    }
  }

  @Test
  void healthIsAnsweredInJson() {
    assertEquals("{\"status\":\"live\"}", app.get("/livez").body());
    var ready = app.get("/readyz");
    assertEquals(200, ready.statusCode());
    assertEquals("ready", app.json(ready).path("status").asText());
  }

  private static String paddedTo(int length) {
    String user = "{\"name\":\"Kim\",\"eventName\":\"x\",\"totalTickets\":1}";
    return user + " ".repeat(length - user.length());
  }

  private static BodyPublisher chunked(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  private static HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws Exception {
    var request = HttpRequest.newBuilder(app.uri().resolve(path)).method(method, body).build();
    return DocumentedHttp.send(CLIENT, request);
  }
}
