package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReservationContractTest {
  private static final long NOBODY = 9007199254740991L;

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @Test
  void reservingAnswers201WithTheReservation() {
    long event = app.newEvent(2);
    long user = app.newUser();
    var response = reserve(event, user);
    long id = app.json(response).path("reservationId").asLong();
    assertTrue(id > 0 && id < 1L << 53, () -> "id " + id);
    assertAnswer(
        response,
        201,
        """
        {"reservationId":%d,"eventId":%d,"userId":%d,"status":"CONFIRMED"}\
        """
            .formatted(id, event, user));
    assertEquals("/reservations/" + id, response.headers().firstValue("Location").orElse(""));
  }

  @Test
  void unknownMembersAreIgnored() {
    var body =
        """
        {"a":[1,{"b":null}],"userId":%d,"UserId":"x","c":1.5e3,"\\u0000":"\\ud800"}\
        """
            .formatted(app.newUser());
    assertEquals(201, app.post("/events/" + app.newEvent(1) + "/reservations", body).statusCode());
  }

  @Test
  void aSecondReservationOfTheSameUserIs409WithTheId() {
    long event = app.newEvent(2);
    long user = app.newUser();
    long id = reserved(event, user);
    assertAnswer(
        reserve(event, user),
        409,
        """
        {"error":"User already has a reservation for this event.","code":"ALREADY_RESERVED",\
        "reservationId":%d}\
        """
            .formatted(id));
  }

  @Test
  void aSoldOutEventRefusesTheNextBuyer() {
    long event = app.newEvent(1);
    long holder = app.newUser();
    reserved(event, holder);
    assertAnswer(
        reserve(event, app.newUser()),
        400,
        """
        {"error":"Tickets are sold out.","code":"SOLD_OUT"}\
        """);
    assertEquals(409, reserve(event, holder).statusCode(), "already reserved goes before sold out");
  }

  @Test
  void anUnknownEventGoesBeforeAnUnknownUser() {
    var noEvent =
        """
        {"error":"Cannot find event","code":"EVENT_NOT_FOUND"}\
        """;
    assertAnswer(reserve(NOBODY, app.newUser()), 400, noEvent);
    assertAnswer(reserve(NOBODY, NOBODY), 400, noEvent);
  }

  @Test
  void anUnknownUserGoesBeforeSoldOut() {
    long event = app.newEvent(1);
    reserved(event, app.newUser());
    assertAnswer(
        reserve(event, NOBODY),
        400,
        """
        {"error":"Cannot find user","code":"USER_NOT_FOUND"}\
        """);
  }

  @Test
  void badSyntaxGoesBeforeAnUnknownEvent() {
    var response = app.post("/events/" + NOBODY + "/reservations", "{}");
    assertEquals("INVALID_REQUEST", app.json(response).path("code").asText());
  }

  @Test
  void cancellingAnswers200AndThenAlreadyCancelled() {
    long id = reserved(app.newEvent(1), app.newUser());
    assertAnswer(
        app.delete("/reservations/" + id),
        200,
        """
        {"message":"Reservation cancelled successfully."}\
        """);
    assertAnswer(
        app.delete("/reservations/" + id),
        400,
        """
        {"message":"Cannot find reservation","code":"ALREADY_CANCELLED"}\
        """);
  }

  @Test
  void aCancelledTicketIsSoldAgain() {
    long event = app.newEvent(1);
    long user = app.newUser();
    long first = reserved(event, user);
    app.delete("/reservations/" + first);
    long second = reserved(event, user);
    assertFalse(first == second, "a reservation never comes back");
  }

  @Test
  void anUnknownReservationIs400() {
    var body =
        """
        {"message":"Cannot find reservation","code":"RESERVATION_NOT_FOUND"}\
        """;
    assertAnswer(app.delete("/reservations/" + NOBODY), 400, body);
    assertAnswer(app.get("/reservations/" + NOBODY), 400, body);
  }

  @Test
  void aReservationIsReadBackWhole() {
    Instant before = Instant.now().minus(Duration.ofMinutes(1));
    long event = app.newEvent(1);
    long user = app.newUser();
    long id = reserved(event, user);
    var response = app.get("/reservations/" + id);
    var json = app.json(response);
    String created = json.path("createdAt").asText();
    String modified = json.path("modifiedAt").asText();
    assertAnswer(
        response,
        200,
        """
        {"reservationId":%d,"eventId":%d,"userId":%d,"status":"CONFIRMED","eventName":"%s",\
        "createdAt":"%s","modifiedAt":"%s"}\
        """
            .formatted(id, event, user, nameOf(event), created, modified));
    assertTrue(created.endsWith("Z"), created);
    assertTrue(Instant.parse(created).isAfter(before), created);
    assertEquals(created, modified);
  }

  @Test
  void aCancelledReservationIsReadBackWithItsStatus() {
    long id = reserved(app.newEvent(1), app.newUser());
    app.delete("/reservations/" + id);
    var json = app.json(app.get("/reservations/" + id));
    assertEquals("CANCELLED", json.path("status").asText());
    Instant created = Instant.parse(json.path("createdAt").asText());
    assertFalse(Instant.parse(json.path("modifiedAt").asText()).isBefore(created));
  }

  @Test
  void aUsersListHasCancelledOnesTooNewestFirst() {
    long user = app.newUser();
    long one = app.newEvent(1);
    long two = app.newEvent(1);
    long first = reserved(one, user);
    long second = reserved(two, user);
    app.delete("/reservations/" + first);
    assertAnswer(
        app.get("/users/" + user + "/reservations"),
        200,
        """
        [{"reservationId":%d,"eventId":%d,"eventName":"%s","status":"CONFIRMED"},\
        {"reservationId":%d,"eventId":%d,"eventName":"%s","status":"CANCELLED"}]\
        """
            .formatted(second, two, nameOf(two), first, one, nameOf(one)));
  }

  @Test
  void aUserWithoutReservationsHasAnEmptyList() {
    assertAnswer(app.get("/users/" + app.newUser() + "/reservations"), 200, "[]");
  }

  @Test
  void theListOfAnUnknownUserIs400() {
    assertAnswer(
        app.get("/users/" + NOBODY + "/reservations"),
        400,
        """
        {"message":"Cannot find user","code":"USER_NOT_FOUND"}\
        """);
  }

  private static HttpResponse<String> reserve(long event, long user) {
    return app.post("/events/" + event + "/reservations", "{\"userId\":" + user + "}");
  }

  private static long reserved(long event, long user) {
    var response = reserve(event, user);
    assertEquals(201, response.statusCode(), response.body());
    return app.json(response).path("reservationId").asLong();
  }

  private static String nameOf(long event) {
    return app.json(app.get("/events/" + event)).path("eventName").asText();
  }

  private static void assertAnswer(HttpResponse<String> response, int status, String body) {
    assertEquals(body, response.body());
    assertEquals(status, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
  }
}
