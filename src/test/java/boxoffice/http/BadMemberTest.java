package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of a body that break their rule, and are named. */
class BadMemberTest {
  @AutoClose private static TestApp app;
  private static Refusals refusals;
  private static long event;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    refusals = new Refusals(app);
    event = app.newEvent(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"userid\":1}",
        "{\"userId\":null}",
        "{\"userId\":\"1\"}",
        "{\"userId\":\"\"}",
        "{\"userId\":1.0}",
        "{\"userId\":123.0}",
        "{\"userId\":1.5}",
        "{\"userId\":1e3}",
        "{\"userId\":1E0}",
        "{\"userId\":0}",
        "{\"userId\":-0}",
        "{\"userId\":-1}",
        "{\"userId\":9007199254740992}",
        "{\"userId\":9223372036854775807}",
        "{\"userId\":9223372036854775808}",
        "{\"userId\":18446744073709551617}",
        "{\"userId\":1e400}",
        "{\"userId\":true}",
        "{\"userId\":[1]}",
        "{\"userId\":{\"id\":1}}",
        "{\"userId\":99999999999999999999999999999999999999999999}"
      })
  void anIdInTheBodyIsAWholeNumberBelow2To53(String body) {
    var response = app.post("/events/" + event + "/reservations", body);
    assertEquals(
        """
        {"error":"userId must be a whole number from 1 to 9007199254740991.",\
        "code":"INVALID_REQUEST","member":"userId"}\
        """,
        response.body());
    assertEquals(400, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "true",
        "[]",
        "{}",
        "\"\"",
        "\" \"",
        "\"\\t\\n\\r\"",
        "\"\\u00a0\"",
        "\"\\u2003\\u3000\"",
        "\"\\u0085\"",
        "\"\\u2028\"",
        "\"\\u200b\"",
        "\"\\ufeff\"",
        "\"\\u0000\"",
        "\"a\\u0000b\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"a\\ud83c\"",
        "\"\\udfab\\ud83c\""
      })
  void aNameIsAVisibleText(String name) {
    refusals.blames("name", "message", app.post("/users", "{\"name\":" + name + "}"));
    refusals.blames(
        "eventName",
        "message",
        app.post("/events", "{\"totalTickets\":1,\"eventName\":" + name + "}"));
    refusals.blames(
        "eventName", "message", app.patch("/events/" + event, "{\"eventName\":" + name + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e9", "\u6f22", "\uD83C\uDFAB"})
  void aNameHasAtMost255CodePoints(String letter) {
    String longest = letter.repeat(255);
    assertEquals(201, app.post("/users", "{\"name\":\"" + longest + "\"}").statusCode());
    refusals.blames(
        "name", "message", app.post("/users", "{\"name\":\"" + longest + letter + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "0",
        "-1",
        "2147483648",
        "9223372036854775808",
        "1.0",
        "1.5",
        "1e2",
        "\"1\"",
        "\"\"",
        "true",
        "[]",
        "{}"
      })
  void aTotalIsAWholeNumberUpTo2147483647(String total) {
    var body = "{\"eventName\":\"x\",\"totalTickets\":" + total + "}";
    refusals.blames("totalTickets", "message", app.post("/events", body));
    refusals.blames("totalTickets", "message", app.patch("/events/" + event, body));
  }

  @Test
  void whatIsMissingIsNamed() {
    refusals.blames("name", "message", app.post("/users", "{}"));
    refusals.blames("eventName", "message", app.post("/events", "{\"totalTickets\":1}"));
    refusals.blames("totalTickets", "message", app.post("/events", "{\"eventName\":\"x\"}"));
    assertEquals(
        "INVALID_REQUEST",
        refusals.refused(app.patch("/events/" + event, "{}")).path("code").asText());
    assertEquals(
        "INVALID_REQUEST",
        refusals.refused(app.patch("/events/" + event, "")).path("code").asText());
  }
}
