package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** What every 400 INVALID_REQUEST has to look like. */
record Refusals(TestApp app) {
  JsonNode refused(HttpResponse<String> response) {
    String uri = response.uri().toString();
    assertEquals(400, response.statusCode(), () -> uri + " " + response.body());
    JsonNode failure = app.json(response);
    assertEquals("INVALID_REQUEST", failure.path("code").asText(), () -> uri + " " + failure);
    return failure;
  }

  /** Also that the sentence comes first, under the name that the route gives it. */
  void blames(String member, String sentence, HttpResponse<String> response) {
    JsonNode failure = refused(response);
    assertEquals(member, failure.path("member").asText(), failure::toString);
    assertEquals(sentence, failure.fieldNames().next());
  }
}
