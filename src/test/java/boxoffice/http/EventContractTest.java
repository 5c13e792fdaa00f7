package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventContractTest {
  private static final long NOTHING = 9007199254740991L;

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @Test
  void creatingAnswers201WithTheEvent() {
    var response =
        app.post(
            "/events",
            """
            {"eventName":"IU Concert","totalTickets":500}\
            """);
    long id = app.json(response).path("eventId").asLong();
    assertAnswer(response, 201, event(id, "IU Concert", 500, 500));
    assertEquals("/events/" + id, response.headers().firstValue("Location").orElse(""));
    assertAnswer(app.get("/events/" + id), 200, event(id, "IU Concert", 500, 500));
  }

  @Test
  void theLargestTotalAndTheLongestNameArePossible() {
    // A code point beyond the basic plane takes two chars, and counts once.
    String name = "\uD83C\uDFAB".repeat(255);
    var response =
        app.post(
            "/events",
            """
            {"eventName":"%s","totalTickets":2147483647}\
            """
                .formatted(name));
    long id = app.json(response).path("eventId").asLong();
    assertAnswer(response, 201, event(id, name, Integer.MAX_VALUE, Integer.MAX_VALUE));
    assertAnswer(
        app.get("/events/" + id), 200, event(id, name, Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  @Test
  void aSaleIsCountedByTheNextLook() {
    long id = app.newEvent(2);
    String name = app.json(app.get("/events/" + id)).path("eventName").asText();
    reserve(id);
    assertAnswer(app.get("/events/" + id), 200, event(id, name, 2, 1));
  }

  @Test
  void anUnknownEventIs400() {
    var body =
        """
        {"message":"Cannot find event","code":"EVENT_NOT_FOUND"}\
        """;
    assertAnswer(app.get("/events/" + NOTHING), 400, body);
    assertAnswer(app.patch("/events/" + NOTHING, "{\"totalTickets\":5}"), 400, body);
  }

  @Test
  void theTotalTheNameOrBothChange() {
    long id = app.newEvent(2);
    reserve(id);
    String path = "/events/" + id;
    assertEquals(3, app.json(app.patch(path, "{\"totalTickets\":3}")).path("totalTickets").asInt());
    assertAnswer(app.patch(path, "{\"eventName\":\"Encore\"}"), 200, event(id, "Encore", 3, 2));
    assertAnswer(
        app.patch(path, "{\"totalTickets\":1,\"eventName\":\"Finale\"}"),
        200,
        event(id, "Finale", 1, 0));
    assertAnswer(app.get(path), 200, event(id, "Finale", 1, 0));
  }

  @Test
  void aTotalBelowWhatIsConfirmedIs409() {
    long id = app.newEvent(3);
    reserve(id);
    reserve(id);
    assertAnswer(
        app.patch("/events/" + id, "{\"totalTickets\":1}"),
        409,
        """
        {"message":"The new total is below the 2 tickets confirmed.","code":"BELOW_CONFIRMED"}\
        """);
    assertEquals(3, app.json(app.get("/events/" + id)).path("totalTickets").asInt());
  }

  @Test
  void nothingToChangeIs400() {
    assertAnswer(
        app.patch("/events/" + app.newEvent(1), "{\"other\":1}"),
        400,
        """
        {"message":"There is nothing to change: give eventName, totalTickets or both.",\
        "code":"INVALID_REQUEST"}\
        """);
  }

  @Test
  void theListIsNewestFirst() {
    long one = app.newEvent(1);
    long two = app.newEvent(1);
    reserve(two);
    var list = app.json(app.get("/events?limit=2"));
    assertEquals(2, list.size());
    assertEquals(two, list.get(0).path("eventId").asLong());
    assertEquals(0, list.get(0).path("availableTickets").asInt(-1));
    assertEquals(one, list.get(1).path("eventId").asLong());
    assertEquals(1, list.get(1).path("availableTickets").asInt(-1));
  }

  private static void reserve(long event) {
    var body = "{\"userId\":" + app.newUser() + "}";
    assertEquals(201, app.post("/events/" + event + "/reservations", body).statusCode());
  }

  private static String event(long id, String name, int total, int available) {
    return """
    {"eventId":%d,"eventName":"%s","totalTickets":%d,"availableTickets":%d}\
    """
        .formatted(id, name, total, available);
  }

  private static void assertAnswer(HttpResponse<String> response, int status, String body) {
    assertEquals(body, response.body());
    assertEquals(status, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
  }
}
