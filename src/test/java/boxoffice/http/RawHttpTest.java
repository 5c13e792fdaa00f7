package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.openapi.DocumentedHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP gets JSON or a closed connection, and what is gets its answer all the same. */
class RawHttpTest {
  private static final String CHUNKED =
      "POST /users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n";

  private static final String PROBLEM = "Accept: application/problem+json\r\n";

  private static final String WEB_SOCKET =
      """
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      """;

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish\r\n\r\n",
        "\u0000\u0001\u0002\u00ff\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001",
        "GET\r\n\r\n",
        "GET /events\r\n\r\n",
        "GET /events HTTP/3.0\r\nHost: x\r\n\r\n",
        "GET /events HTTP/1.1x\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /events HTTP/1.1\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: a b:c\r\n\r\n",
        "GET http://x:99999999/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: x\r\nA: \u0000\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: x\r\n folded: x\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\n\r\n",
        "GET /events%2F1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /events/..;/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET //events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /events/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /events/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /events/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /events/1%0a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /events/<script> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n",
        CHUNKED + "Content-Length: 3\r\n\r\n0\r\n\r\n",
        CHUNKED + "\r\nzz\r\n",
        CHUNKED + "\r\n-1\r\n",
        CHUNKED + "\r\nffffffffffffffffff\r\n",
        "POST /users HTTP/1.1\r\nHost: x\r\nExpect: x\r\nContent-Length: 2\r\n\r\n"
      })
  void whatCannotBeReadIsRefusedInJson(String request) throws IOException {
    String answer = RawHttp.exchange(app.uri(), request);
    assertHarmless(answer);
    assertTrue(answer.isEmpty() || Set.of(400, 404).contains(status(answer)), answer);
  }

  @ParameterizedTest
  @CsvSource({"GET /events, message", "POST /events/1/reservations, error"})
  void headersThatAreTooLargeAre431(String route, String member) throws IOException {
    for (String headers : List.of("X: " + "x".repeat(20_000) + "\r\n", "X: x\r\n".repeat(5_000))) {
      String answer = documented(RawHttp.closing(route, PROBLEM + headers, ""));
      assertEquals(431, status(answer), answer);
      assertTrue(
          answer.endsWith(
              """
              {"%s":"The headers of the request are too large.","code":"INVALID_REQUEST"}\
              """
                  .formatted(member)),
          answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /events", "POST /events/1/reservations"})
  void anAddressThatIsTooLongIs414(String route) throws IOException {
    String answer = documented(RawHttp.closing(route + "?x=" + "x".repeat(20_000), PROBLEM, ""));
    assertHarmless(answer);
    assertEquals(414, status(answer), answer);
  }

  @ParameterizedTest
  @CsvSource({"POST /nothing, 404", "PATCH /users, 405", "POST /users, 400"})
  void aBodyThatIsOfNoUseDoesNotEndTheConnection(String route, int status) throws IOException {
    String answers =
        RawHttp.exchangeSlowly(
            app.uri(),
            route + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n",
            "{}",
            RawHttp.closing("GET /livez", "", ""));
    assertEquals(status, status(answers), answers);
    assertEquals(200, status(answers.substring(answers.lastIndexOf("HTTP/1.1 "))), answers);
  }

  @Test
  void randomBytesAreHarmless() throws IOException {
    Random random = new Random(42);
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      byte[] ended = Arrays.copyOf(bytes, bytes.length + 4);
      System.arraycopy("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 0, ended, bytes.length, 4);
      assertHarmless(RawHttp.exchange(app.uri(), ended));
    }
    assertEquals(200, app.get("/livez").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: ;;q=,,\r\n",
        "Accept: \r\n",
        "Accept: text/html\r\n",
        "Accept-Charset: nonsense\r\n",
        "Accept-Encoding: gzip, br\r\n",
        "Cookie: x\r\n",
        "Range: bytes=0-1\r\n",
        WEB_SOCKET,
        "If-None-Match: *\r\n",
        "If-Modified-Since: nonsense\r\n",
        "X-HTTP-Method-Override: \r\n",
        "X-Forwarded-For: \"\r\n",
        "Authorization: Basic !!!\r\n",
        "Content-Type: \r\n"
      })
  void headersThatMeanNothingHereChangeNothing(String header) throws IOException {
    String answer = RawHttp.exchange(app.uri(), RawHttp.closing("GET /livez", header, ""));
    assertEquals(200, status(answer), answer);
    assertTrue(answer.endsWith("{\"status\":\"live\"}"), answer);
  }

  @Test
  void aConnectionGoesOnAfterA4xx() throws IOException {
    String bad = "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\nnonsense";
    String large =
        "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n" + "x".repeat(70_000);
    String unknown = "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n";
    String wrong = "PUT /events HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    String answers =
        RawHttp.exchange(
            app.uri(), bad + large + unknown + wrong + RawHttp.closing("GET /livez", "", ""));
    assertEquals(
        "400 413 404 405 200",
        String.join(
            " ",
            answers
                .lines()
                .filter(line -> line.contains("HTTP/1.1 "))
                .map(line -> line.substring(line.indexOf("HTTP/1.1 ") + 9).substring(0, 3))
                .toList()));
    assertTrue(answers.endsWith("{\"status\":\"live\"}"), answers);
  }

  @Test
  void whoAsksBeforeSendingTooMuchIsToldAtOnce() throws IOException {
    String answer =
        RawHttp.exchange(
            app.uri(),
            RawHttp.closing(
                "POST /users", "Expect: 100-continue\r\nContent-Length: 70000\r\n", ""));
    assertEquals(413, status(answer), answer);
  }

  private static String documented(String request) throws IOException {
    String answer = RawHttp.exchange(app.uri(), request);
    DocumentedHttp.check(request, answer);
    return answer;
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  private static void assertHarmless(String answer) {
    if (answer.isEmpty()) {
      return;
    }
    String lower = answer.toLowerCase(Locale.ROOT);
    assertTrue(lower.contains("\r\ncontent-type: application/json\r\n"), answer);
    assertTrue(answer.contains("\"code\":\""), answer);
    assertFalse(status(answer) >= 500, answer);
    for (String leak :
        new String[] {"<html", "jetty", "javalin", "exception", "\r\nserver:", "\tat "}) {
      assertFalse(lower.contains(leak), answer);
    }
  }
}
