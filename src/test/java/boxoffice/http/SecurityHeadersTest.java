package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestTokens;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is answered, by us, by Javalin or by Jetty, tells browsers what not to do with it. */
class SecurityHeadersTest {
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.askingForTokens();
  }

  /** The status first, so that each line is known to be the answer that it is about. */
  @ParameterizedTest
  @CsvSource({
    "200, GET /events",
    "200, HEAD /events",
    "204, OPTIONS /events",
    "200, GET /livez",
    "200, GET /readyz",
    "200, HEAD /events/live",
    "400, GET /events/x",
    "400, GET /events/999999",
    "400, POST /events/1/reservations",
    "200, GET /metrics",
    "404, GET /nothing",
    "400, GET /%2e%2e/events",
    "405, PUT /events",
    "405, POST /events/live",
    "400, GET /events HTTP/9.9 NONSENSE",
    "400, GET",
    "400, GET /events/%00"
  })
  void anAnswerIsNothingButData(String status, String requestLine) throws IOException {
    Map<String, String> headers = answer(status, requestLine, operator());
    assertEquals(NOTHING, headers.get("content-security-policy"));
    assertEquals("no-store", headers.get("cache-control"));
    assertCommon(headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /users", "DELETE /reservations/17", "GET /operations/audit"})
  void soIsARefusalOfWhoShowsNoToken(String requestLine) throws IOException {
    Map<String, String> headers = answer("401", requestLine, "");
    assertEquals(NOTHING, headers.get("content-security-policy"));
    assertCommon(headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: " + "x", "Accept: text/html"})
  void soIsOneOfHeadersThatAreTooLarge(String header) throws IOException {
    Map<String, String> headers = answer("431", "GET /events", header + "x".repeat(9_000) + "\r\n");
    assertEquals(NOTHING, headers.get("content-security-policy"));
    assertCommon(headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/lab",
        "/operations",
        "/docs",
        "/pages/api.js",
        "/openapi.json",
        "/docs.css"
      })
  void aPageRunsOnlyWhatComesFromHere(String path) throws IOException {
    boolean isThere = !path.equals("/docs.css");
    Map<String, String> headers = answer(isThere ? "200" : "404", "GET " + path, "");
    assertCommon(headers);
    if (isThere) {
      String policy = headers.get("content-security-policy");
      assertTrue(policy.startsWith("default-src 'self';"), policy);
      assertTrue(List.of(policy.split("; ")).contains("frame-ancestors 'none'"), policy);
      assertEquals("no-cache", headers.get("cache-control"));
      assertEquals("same-origin", headers.get("cross-origin-opener-policy"));
      assertTrue(headers.get("permissions-policy").contains("camera=()"));
    }
  }

  private static void assertCommon(Map<String, String> headers) {
    assertEquals("nosniff", headers.get("x-content-type-options"));
    assertEquals("same-origin", headers.get("cross-origin-resource-policy"));
    assertEquals("no-referrer", headers.get("referrer-policy"));
  }

  private static String operator() {
    return "Authorization: Bearer " + TestTokens.ofOperator() + "\r\n";
  }

  /** Its headers by their names in lower case, none of which comes twice. */
  private static Map<String, String> answer(String status, String requestLine, String headers)
      throws IOException {
    String answer = RawHttp.exchange(app.uri(), RawHttp.closing(requestLine, headers, ""));
    List<String> lines = answer.split("\r\n\r\n", 2)[0].lines().toList();
    assertTrue(lines.getFirst().startsWith("HTTP/1.1 " + status), lines.getFirst());
    Map<String, String> found = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] field = line.split(": ", 2);
      assertEquals(null, found.put(field[0].toLowerCase(Locale.ROOT), field[1]), line);
    }
    return found;
  }
}
