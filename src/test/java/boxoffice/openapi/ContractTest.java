package boxoffice.openapi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the check finds what it is there for. */
class ContractTest {
  private static final Contract CONTRACT = new Contract(ApiDocument.read());
  private static final String JSON = "application/json";
  private static final String SOLD =
      "{\"reservationId\":17,\"eventId\":1,\"userId\":123,\"status\":\"CONFIRMED\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET     | /livez          | 200 | {"status":"live"}
          GET     | /users/5        | 200 | {"userId":5,"name":"Kim"}
          GET     | /users/5        | 400 | {"message":"Cannot find user","code":"USER_NOT_FOUND"}
          GET     | /events?limit=1 | 200 | []
          GET     | /nothing        | 404 | {"message":"No.","code":"NOT_FOUND"}
          GET     | /events%2F1     | 400 | {"message":"No.","code":"INVALID_REQUEST"}
          HEAD    | /users/5        | 200 | ``
          """)
  void whatIsDocumentedPasses(String method, String path, int status, String body) {
    assertDoesNotThrow(() -> check(method, path, status, body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET     | /livez          | 200 | {"status":"lively"}
          GET     | /livez          | 200 | {"status":"live","since":1}
          GET     | /livez          | 200 | no JSON
          GET     | /livez          | 418 | {"status":"live"}
          GET     | /users/5        | 200 | {"userId":"5","name":"Kim"}
          GET     | /users/5        | 200 | {"userId":5.5,"name":"Kim"}
          GET     | /users/5        | 200 | {"userId":5}
          GET     | /users/5        | 200 | {"userId":5,"name":null}
          GET     | /users/5        | 400 | {"error":"Cannot find user","code":"USER_NOT_FOUND"}
          GET     | /users/5        | 400 | {"message":"Cannot find event","code":"EVENT_NOT_FOUND"}
          GET     | /users/5        | 404 | {"message":"No.","code":"NOT_FOUND"}
          GET     | /users/0        | 200 | {"userId":5,"name":"Kim"}
          GET     | /users/abc      | 200 | {"userId":5,"name":"Kim"}
          GET     | /events?limit=0 | 200 | []
          GET     | /events         | 200 | [{"eventId":1}]
          GET     | /nothing        | 200 | []
          GET     | /nothing        | 404 | <html>
          HEAD    | /livez          | 200 | {"status":"live"}
          PUT     | /livez          | 200 | {"status":"live"}
          OPTIONS | /livez          | 204 | ``
          GET     | /users/5        | 503 | {"message":"No.","code":"UNAVAILABLE"}
          """)
  void whatIsNotDocumentedIsRefused(String method, String path, int status, String body) {
    assertThrows(AssertionError.class, () -> check(method, path, status, body));
  }

  @Test
  void anotherTypeIsRefused() {
    for (String type : List.of("text/plain", "application/problem+json", "application/json;x=y")) {
      var headers = headers("Content-Type", type);
      assertRefused("type", exchange("GET", "/livez", "", 200, headers, "{\"status\":\"live\"}"));
    }
  }

  @Test
  void problemDetailsAreHeldAgainstASchemaOfTheirOwn() {
    var type = headers("Content-Type", "application/problem+json");
    String plain = "{\"message\":\"Cannot find user\",\"code\":\"USER_NOT_FOUND\"}";
    assertRefused("title", exchange("GET", "/users/5", "", 400, type, plain));
  }

  @Test
  void aHeaderThatIsMissingWrongOrOutOfPlaceIsRefused() {
    String path = "/events/1/reservations";
    String busy = "{\"error\":\"Try again.\",\"code\":\"UNAVAILABLE\"}";
    String user = "{\"userId\":123}";
    assertRefused(
        "Location", exchange("POST", path, user, 201, headers("Content-Type", JSON), SOLD));
    var soon = headers("Content-Type", JSON, "Retry-After", "soon");
    assertRefused("Retry-After", exchange("POST", path, user, 503, soon, busy));
    var inASecond = headers("Content-Type", JSON, "Retry-After", "1");
    CONTRACT.check(exchange("POST", path, user, 503, inASecond, busy));
    assertRefused(
        "Retry-After", exchange("GET", "/livez", "", 200, inASecond, "{\"status\":\"live\"}"));
  }

  @Test
  void aRequestThatShouldNotHaveBeenCarriedOutIsRefused() {
    var location = headers("Content-Type", JSON, "Location", "/reservations/17");
    String path = "/events/1/reservations";
    CONTRACT.check(exchange("POST", path, "{\"userId\":123,\"unknown\":1}", 201, location, SOLD));
    for (String sent : List.of("{\"userId\":null}", "{\"userId\":\"123\"}", "[]")) {
      assertRefused("the request", exchange("POST", path, sent, 201, location, SOLD));
    }
    assertRefused("no JSON", exchange("POST", path, "nonsense", 201, location, SOLD));
  }

  private static void check(String method, String path, int status, String body) {
    CONTRACT.check(exchange(method, path, "", status, headers("Content-Type", JSON), body));
  }

  private static void assertRefused(String reason, Exchange exchange) {
    var refusal = assertThrows(AssertionError.class, () -> CONTRACT.check(exchange));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  private static Exchange exchange(
      String method, String path, String sent, int status, HttpHeaders headers, String received) {
    URI uri = URI.create("http://127.0.0.1" + path);
    return new Exchange(method, uri, sent, status, headers, received);
  }

  private static HttpHeaders headers(String... namesAndValues) {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}
