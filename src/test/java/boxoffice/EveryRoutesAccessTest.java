package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import boxoffice.openapi.ApiDocument;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route by everybody. The routes are those of the API document, which {@code
 * DocumentedRoutesTest} compares with the server's: one that is not in the table here fails.
 */
class EveryRoutesAccessTest {
  private static final String CHALLENGE = "Bearer realm=\"Box Office\"";

  /** What somebody shows. */
  enum Shown {
    NO_TOKEN,
    WRONG_SIGNATURE,
    ALG_NONE,
    EXPIRED,
    WRONG_AUDIENCE,
    ANOTHER_USER,
    BUYER,
    OPERATOR
  }

  /**
   * What is answered to whom; the five who show nothing good are answered alike.
   *
   * @param body that is sent
   */
  private record Row(int nobody, int another, int buyer, int operator, String body) {
    static Row everybody(int status) {
      return new Row(status, status, status, status, "");
    }

    static Row operators(int status, String body) {
      return new Row(401, 403, 403, status, body);
    }

    int of(Shown shown) {
      return switch (shown) {
        case ANOTHER_USER -> another;
        case BUYER -> buyer;
        case OPERATOR -> operator;
        default -> nobody;
      };
    }
  }

  private static final Map<String, Row> TABLE =
      Map.ofEntries(
          Map.entry(
              "POST /events/{eventId}/reservations",
              new Row(401, 403, 201, 201, "{\"userId\":{userId}}")),
          Map.entry("GET /users/{userId}/reservations", new Row(401, 403, 200, 200, "")),
          Map.entry("GET /reservations/{reservationId}", new Row(401, 400, 200, 200, "")),
          Map.entry("DELETE /reservations/{reservationId}", new Row(401, 400, 200, 200, "")),
          Map.entry("GET /users/{userId}", new Row(401, 403, 200, 200, "")),
          Map.entry("GET /events", Row.everybody(200)),
          Map.entry("GET /events/{eventId}", Row.everybody(200)),
          Map.entry("GET /events/live", Row.everybody(200)),
          Map.entry("GET /lab/live", Row.everybody(200)),
          Map.entry("GET /livez", Row.everybody(200)),
          Map.entry("GET /readyz", Row.everybody(200)),
          Map.entry(
              "POST /events", Row.operators(201, "{\"eventName\":\"Gala\",\"totalTickets\":5}")),
          Map.entry("PATCH /events/{eventId}", Row.operators(200, "{\"totalTickets\":7}")),
          Map.entry("GET /users", Row.operators(200, "")),
          Map.entry("POST /users", Row.operators(201, "{\"name\":\"Lee\"}")),
          Map.entry("GET /operations/failed-writes", Row.operators(200, "")),
          Map.entry("POST /operations/failed-writes/{reservationId}/retry", Row.operators(400, "")),
          Map.entry("GET /operations/audit", Row.operators(200, "")),
          Map.entry("GET /operations/lab", Row.operators(200, "")),
          // The servers are given by their URLs here, so the lab only watches.
          Map.entry(
              "POST /operations/lab/rushes",
              Row.operators(409, "{\"buyers\":1,\"tickets\":1,\"seconds\":1}")),
          Map.entry(
              "POST /operations/lab/faults", Row.operators(409, "{\"fault\":\"REDIS_EMPTIED\"}")),
          Map.entry("GET /metrics", Row.operators(200, "")));

  private static TestApp app;
  private static long buyer;
  private static long another;

  @BeforeAll
  static void start() {
    app = TestApp.askingForTokens();
    buyer = app.newUser();
    another = app.newUser();
  }

  @AfterAll
  static void close() {
    app.close();
  }

  static Stream<Arguments> cells() {
    return ApiDocument.read().routes().stream()
        .flatMap(route -> Stream.of(Shown.values()).map(shown -> Arguments.of(route, shown)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void lets(String route, Shown shown) {
    Row row = TABLE.get(route);
    assertNotNull(row, () -> "who may use " + route + "?");
    HttpResponse<String> answer = ask(route, row.body(), token(shown));
    assertEquals(row.of(shown), answer.statusCode(), answer::body);
    switch (answer.statusCode()) {
      case 401 -> assertTurnedAway(answer, "UNAUTHENTICATED", errorFor(shown));
      case 403 -> assertTurnedAway(answer, "FORBIDDEN", ", error=\"insufficient_scope\"");
      default -> assertEquals(List.of(), answer.headers().allValues("WWW-Authenticate"));
    }
  }

  /** To each their own event and reservation, so that none is in another's way. */
  private static HttpResponse<String> ask(String route, String body, Optional<String> token) {
    String path = route.split(" ")[1];
    String method = route.split(" ")[0];
    if (path.contains("{eventId}")) {
      path = path.replace("{eventId}", Long.toString(app.newEvent(5)));
    }
    if (path.contains("{reservationId}")) {
      long reservation = app.reserved(app.newEvent(5), buyer);
      path = path.replace("{reservationId}", Long.toString(reservation));
    }
    // A page that follows something is never answered to the end.
    String asked = path.endsWith("/live") ? "HEAD" : method;
    String user = Long.toString(buyer);
    return app.as(token, asked, path.replace("{userId}", user), body.replace("{userId}", user));
  }

  private static Optional<String> token(Shown shown) {
    return switch (shown) {
      case NO_TOKEN -> Optional.empty();
      case WRONG_SIGNATURE -> Optional.of(TestTokens.signedWithAnotherSecret(buyer));
      case ALG_NONE -> Optional.of(TestTokens.unsigned(buyer));
      case EXPIRED -> Optional.of(TestTokens.expired(buyer));
      case WRONG_AUDIENCE -> Optional.of(TestTokens.forAnotherAudience(buyer));
      case ANOTHER_USER -> Optional.of(TestTokens.ofUser(another));
      case BUYER -> Optional.of(TestTokens.ofUser(buyer));
      case OPERATOR -> Optional.of(TestTokens.ofOperator());
    };
  }

  private static String errorFor(Shown shown) {
    return shown == Shown.NO_TOKEN ? "" : ", error=\"invalid_token\"";
  }

  private static void assertTurnedAway(HttpResponse<String> answer, String code, String error) {
    assertEquals(code, app.json(answer).path("code").asText());
    assertEquals(List.of(CHALLENGE + error), answer.headers().allValues("WWW-Authenticate"));
  }
}
