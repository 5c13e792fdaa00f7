package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserContractTest {
  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @Test
  void creatingAnswers201WithTheUser() {
    var response = app.post("/users", "{\"name\":\"Kim\"}");
    long id = app.json(response).path("userId").asLong();
    assertEquals(201, response.statusCode());
    assertEquals("{\"userId\":%d,\"name\":\"Kim\"}".formatted(id), response.body());
    assertEquals("/users/" + id, response.headers().firstValue("Location").orElse(""));
    assertEquals(response.body(), app.get("/users/" + id).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " a ",
        "\\u00e9\\ud83c\\udfab",
        "'; drop table \\\"user\\\"; --",
        "\\\\ \\t \\u2028 x"
      })
  void aNameIsKeptAsItWasGiven(String escaped) {
    var created = app.post("/users", "{\"name\":\"" + escaped + "\"}");
    assertEquals(201, created.statusCode(), created.body());
    var read = app.get("/users/" + app.json(created).path("userId").asLong());
    assertEquals(created.body(), read.body());
    assertEquals(
        unescaped(escaped), app.json(read).path("name").asText(), "nothing is trimmed or folded");
  }

  @Test
  void usersAreListedNewestFirst() {
    long first = app.newUser();
    long second = app.newUser();
    assertEquals(
        "[{\"userId\":%d,\"name\":\"Kim\"},{\"userId\":%d,\"name\":\"Kim\"}]"
            .formatted(second, first),
        app.get("/users?limit=2").body());
  }

  @Test
  void anUnknownUserIs400() {
    var response = app.get("/users/9007199254740991");
    assertEquals(400, response.statusCode());
    assertEquals(
        """
        {"message":"Cannot find user","code":"USER_NOT_FOUND"}\
        """,
        response.body());
  }

  private static String unescaped(String escaped) {
    byte[] body = ("{\"name\":\"" + escaped + "\"}").getBytes(StandardCharsets.UTF_8);
    return Json.readObject(body).path("name").textValue();
  }
}
