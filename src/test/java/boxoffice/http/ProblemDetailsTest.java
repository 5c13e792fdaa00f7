package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import boxoffice.openapi.DocumentedHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Failures as RFC 9457 has them, for who asks. */
class ProblemDetailsTest {
  @AutoClose private static TestApp app;
  @AutoClose private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @Test
  void aRefusedReservationHasItsDetails() throws Exception {
    long user = app.newUser();
    String path = "/events/" + app.newEvent(1) + "/reservations";
    String body = "{\"userId\":" + user + "}";
    long id = app.json(app.post(path, body)).path("reservationId").asLong();
    assertProblem(
        send("POST", path, body),
        409,
        """
        {"type":"urn:boxoffice:problem:already-reserved","title":"Already reserved","status":409,\
        "detail":"User already has a reservation for this event.","code":"ALREADY_RESERVED",\
        "reservationId":%d}\
        """
            .formatted(id));
    assertProblem(
        send("POST", path, "{\"userId\":" + app.newUser() + "}"),
        400,
        """
        {"type":"urn:boxoffice:problem:sold-out","title":"Sold out","status":400,\
        "detail":"Tickets are sold out.","code":"SOLD_OUT"}\
        """);
  }

  @Test
  void whoNamesNoTypeGetsPlainJson() throws Exception {
    var request =
        HttpRequest.newBuilder(app.uri().resolve("/events?limit=0")).header("Accept", ";").build();
    var response = DocumentedHttp.send(CLIENT, request);
    assertEquals(400, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void aBadMemberIsNamed() throws Exception {
    for (String list : new String[] {"/events", "/operations/audit"}) {
      assertProblem(
          send("GET", list + "?limit=0", ""),
          400,
          """
          {"type":"urn:boxoffice:problem:invalid-request","title":"Invalid request","status":400,\
          "detail":"limit must be a whole number from 1 to 1000.","code":"INVALID_REQUEST",\
          "member":"limit"}\
          """);
    }
  }

  @Test
  void anUnknownPathAndAWrongMethodAreProblemsToo() throws Exception {
    assertProblem(
        send("GET", "/nothing", ""),
        404,
        """
        {"type":"urn:boxoffice:problem:not-found","title":"Not found","status":404,\
        "detail":"There is nothing at this path.","code":"NOT_FOUND"}\
        """);
    var response = send("DELETE", "/users", "");
    assertEquals("GET, POST, HEAD, OPTIONS", response.headers().firstValue("Allow").orElse(""));
    assertProblem(
        response,
        405,
        """
        {"type":"urn:boxoffice:problem:method-not-allowed","title":"Method not allowed",\
        "status":405,"detail":"This path does not take this method.",\
        "code":"METHOD_NOT_ALLOWED"}\
        """);
  }

  @Test
  void whatJettyRefusesIsAProblemToo() throws Exception {
    assertProblem(
        send("GET", "/events%2F1", ""),
        400,
        """
        {"type":"urn:boxoffice:problem:invalid-request","title":"Invalid request","status":400,\
        "detail":"The request could not be read.","code":"INVALID_REQUEST"}\
        """);
  }

  @Test
  void aSuccessStaysPlainJson() throws Exception {
    var response = send("GET", "/livez", "");
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(app.uri().resolve(path))
            .header("Accept", "application/json;q=0.5")
            .header("Accept", "application/problem+json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return DocumentedHttp.send(CLIENT, request);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String body) {
    assertEquals(body, response.body());
    assertEquals(status, response.statusCode());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
  }
}
