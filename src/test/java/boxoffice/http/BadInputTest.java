package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import boxoffice.TestApp;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it gets a 400 that says what is wrong. */
class BadInputTest {
  private static TestApp app;
  private static long event;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    event = app.newEvent(10);
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nonsense",
        "null",
        "true",
        "1",
        "\"text\"",
        "[]",
        "[{\"userId\":1}]",
        "{",
        "}",
        "{\"userId\":1",
        "{\"userId\":1}}",
        "{\"userId\":1}{}",
        "{\"userId\":1} x",
        "{userId:1}",
        "{'userId':1}",
        "{\"userId\":1,}",
        "{\"userId\":1,\"userId\":1}",
        "{\"userId\":1}\u0000",
        "{\"userId\":1,\"\\u0075serId\":2}",
        "{\"a\":{\"b\":1,\"b\":1},\"userId\":1}",
        "{\"a\":[{\"b\":1,\"b\":1}],\"userId\":1}",
        "{\"userId\":01}",
        "{\"userId\":+1}",
        "{\"userId\":1.}",
        "{\"userId\":.1}",
        "{\"userId\":0x1}",
        "{\"userId\":NaN}",
        "{\"userId\":1 /* one */}",
        "// one\n{\"userId\":1}",
        "{\"userId\":\u0661}",
        "\uFEFF{\"userId\":1}",
        "{\"a\":\"\u0001\",\"userId\":1}",
        "{\"a\":\"\\x\",\"userId\":1}",
        "{\"a\":\"\\u12\",\"userId\":1}",
        "{\"a\":1e,\"userId\":1}",
        "{\"a\":tru,\"userId\":1}"
      })
  void aBodyThatIsNotOneJsonObjectIsRefused(String body) {
    JsonNode failure = refused(app.post("/events/" + event + "/reservations", body));
    assertFalse(failure.has("member"), failure::toString);
    assertFalse(failure.path("error").asText().isEmpty(), failure::toString);
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
        "0",
        "00",
        "007",
        "-1",
        "+1",
        "%2B1",
        "1.0",
        "1e3",
        "0x1",
        "abc",
        "1a",
        "1%20",
        "%201",
        "-",
        "9007199254740992",
        "9223372036854775808",
        "99999999999999999999",
        "%D9%A1",
        "%EF%BC%91",
        "1;x=1",
        "1,2",
        "null",
        "1_000",
        "1L",
        "%C2%B2"
      })
  void anIdInThePathIsPlainDigits(String id) {
    assertMember("eventId", "message", app.get("/events/" + id));
    assertMember("eventId", "message", app.patch("/events/" + id, "{\"totalTickets\":1}"));
    assertMember("eventId", "error", app.post("/events/" + id + "/reservations", "{\"userId\":1}"));
    assertMember("userId", "message", app.get("/users/" + id));
    assertMember("userId", "message", app.get("/users/" + id + "/reservations"));
    assertMember("reservationId", "message", app.get("/reservations/" + id));
    assertMember("reservationId", "message", app.delete("/reservations/" + id));
    assertMember(
        "reservationId", "message", app.post("/operations/failed-writes/" + id + "/retry", ""));
  }

  @Test
  void thePathGoesBeforeTheBody() {
    assertMember("eventId", "error", app.post("/events/0/reservations", "nonsense"));
    assertMember("eventId", "message", app.patch("/events/0", "nonsense"));
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
    assertMember("name", "message", app.post("/users", "{\"name\":" + name + "}"));
    assertMember(
        "eventName",
        "message",
        app.post("/events", "{\"totalTickets\":1,\"eventName\":" + name + "}"));
    assertMember(
        "eventName", "message", app.patch("/events/" + event, "{\"eventName\":" + name + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e9", "\u6f22", "\uD83C\uDFAB"})
  void aNameHasAtMost255CodePoints(String letter) {
    String longest = letter.repeat(255);
    assertEquals(201, app.post("/users", "{\"name\":\"" + longest + "\"}").statusCode());
    assertMember("name", "message", app.post("/users", "{\"name\":\"" + longest + letter + "\"}"));
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
    assertMember("totalTickets", "message", app.post("/events", body));
    assertMember("totalTickets", "message", app.patch("/events/" + event, body));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertMember("name", "message", app.post("/users", "{}"));
    assertMember("eventName", "message", app.post("/events", "{\"totalTickets\":1}"));
    assertMember("totalTickets", "message", app.post("/events", "{\"eventName\":\"x\"}"));
    assertEquals(
        "INVALID_REQUEST", refused(app.patch("/events/" + event, "{}")).path("code").asText());
    assertEquals(
        "INVALID_REQUEST", refused(app.patch("/events/" + event, "")).path("code").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=1001",
        "limit=",
        "limit",
        "limit=a",
        "limit=1.0",
        "limit=01",
        "limit=%2B1",
        "limit=1&limit=2",
        "limit=1&limit=1",
        "limit=99999999999999999999",
        "limit=%D9%A1",
        "limit=1%20",
        "lim%69t=0",
        "a=b&limit=x"
      })
  void aLimitIsFrom1To1000(String query) {
    assertLists("limit", query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before=0",
        "before=-1",
        "before=",
        "before",
        "before=a",
        "before=1e3",
        "before=007",
        "before=9007199254740992",
        "before=1&before=2",
        "limit=1&before=x",
        "before=9223372036854775807"
      })
  void beforeIsAnId(String query) {
    assertLists("before", query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff",
        "7b226e616d65223a22ff227d",
        "7b226e616d65223a22c080227d",
        "7b226e616d65223a22eda080227d",
        "7b226e616d65223a22f4908080227d",
        "7b226e616d65223a22e282227d",
        "fffe7b00220061002200",
        "007b0022006e0022003a00310000007d",
        "00000000000000"
      })
  void aBodyThatIsNotUtf8IsRefused(String hex) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex);
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(app.uri().resolve("/users"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
              .build();
      refused(client.send(request, HttpResponse.BodyHandlers.ofString()));
    }
  }

  @Test
  void monstrousBodiesAreRefused() {
    refused(app.post("/users", "[".repeat(60_000)));
    refused(app.post("/users", "{\"a\":".repeat(10_000)));
    refused(app.post("/users", "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"));
    refused(app.post("/users", "{\"name\":" + "9".repeat(60_000) + "}"));
    refused(app.post("/users", "{\"name\":\"x\",\"a\":" + "9".repeat(60_000) + "}"));
    refused(app.post("/users", "{\"name\":1e99999999999}"));
    refused(app.post("/users", "{\"name\":\"" + "x".repeat(60_000) + "\"}"));
    refused(app.post("/users", "{\"" + "x".repeat(60_000) + "\":1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/html; charset=utf-16",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/xml",
        "///;;charset=nonsense",
        "application/json;charset="
      })
  void theContentTypeMakesNoDifference(String contentType) throws IOException {
    String body = "{\"name\":\"Kim\"}";
    String answer =
        RawHttp.exchange(
            app.uri(),
            RawHttp.closing("POST /users", "Content-Type: " + contentType + "\r\n", body));
    assertEquals("HTTP/1.1 201 Created", answer.lines().findFirst().orElse(""), answer);
  }

  private static void assertLists(String member, String query) {
    assertMember(member, "message", app.get("/events?" + query));
    assertMember(member, "message", app.get("/users/" + event + "/reservations?" + query));
    assertMember(member, "message", app.get("/operations/failed-writes?" + query));
  }

  private static void assertMember(String member, String sentence, HttpResponse<String> response) {
    JsonNode failure = refused(response);
    assertEquals(member, failure.path("member").asText(), failure::toString);
    assertEquals(sentence, failure.fieldNames().next());
  }

  private static JsonNode refused(HttpResponse<String> response) {
    String uri = response.uri().toString();
    assertEquals(400, response.statusCode(), () -> uri + " " + response.body());
    JsonNode failure = app.json(response);
    assertEquals("INVALID_REQUEST", failure.path("code").asText(), () -> uri + " " + failure);
    return failure;
  }
}
