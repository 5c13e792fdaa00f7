package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import boxoffice.TestApp;
import boxoffice.openapi.DocumentedHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not one JSON object in UTF-8. */
class BadBodyTest {
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
    JsonNode failure = refusals.refused(app.post("/events/" + event + "/reservations", body));
    assertFalse(failure.has("member"), failure::toString);
    assertFalse(failure.path("error").asText().isEmpty(), failure::toString);
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
      refusals.refused(DocumentedHttp.send(client, request));
    }
  }

  @Test
  void monstrousBodiesAreRefused() {
    refusals.refused(app.post("/users", "[".repeat(60_000)));
    refusals.refused(app.post("/users", "{\"a\":".repeat(10_000)));
    refusals.refused(app.post("/users", "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"));
    refusals.refused(app.post("/users", "{\"name\":" + "9".repeat(60_000) + "}"));
    refusals.refused(app.post("/users", "{\"name\":\"x\",\"a\":" + "9".repeat(60_000) + "}"));
    refusals.refused(app.post("/users", "{\"name\":1e99999999999}"));
    refusals.refused(app.post("/users", "{\"name\":\"" + "x".repeat(60_000) + "\"}"));
    refusals.refused(app.post("/users", "{\"" + "x".repeat(60_000) + "\":1}"));
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
}
