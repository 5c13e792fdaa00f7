package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestTokens;
import boxoffice.metrics.Scrape;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes too often is turned away, and nobody else is. */
class LimitsTest {
  /** So long that nothing comes back while a test runs. */
  private static final String THREE_A_DAY = "3/86400";

  private static final String POLICY = "\"address\";q=3;w=86400";

  @Test
  void anAddressThatAsksTooMuchIsTurnedAwayUntilThen() {
    try (TestApp app = TestApp.patient(Map.of("LIMIT_PER_ADDRESS", THREE_A_DAY))) {
      for (int left = 2; left >= 0; left--) {
        HttpResponse<String> answer = app.get("/events");
        assertEquals(200, answer.statusCode());
        assertEquals(List.of(POLICY), answer.headers().allValues("RateLimit-Policy"));
        String rate = answer.headers().firstValue("RateLimit").orElseThrow();
        assertTrue(rate.startsWith("\"address\";r=" + left + ";t="), rate);
      }
      HttpResponse<String> refused = app.get("/events");
      assertEquals(429, refused.statusCode());
      assertEquals(
          """
          {"message":"Too many requests: at most 3 in 86400 s.","code":"TOO_MANY_REQUESTS"}\
          """,
          refused.body());
      assertEquals(List.of(POLICY), refused.headers().allValues("RateLimit-Policy"));
      long wait = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
      assertTrue(wait > 28_000 && wait <= 28_800, "a third of a day, and not " + wait);
      assertEquals(429, app.post("/users", "{\"name\":\"Kim\"}").statusCode());
      assertEquals(429, app.get("/events/live").statusCode());
      assertEquals(3, Scrape.of(app).value("boxoffice_requests_limited_total", "limit=address"));
    }
  }

  @Test
  void whoWatchesOverTheServiceIsNeverTurnedAway() {
    try (TestApp app = TestApp.patient(Map.of("LIMIT_PER_ADDRESS", "1/86400"))) {
      for (int i = 0; i < 5; i++) {
        for (String path : List.of("/livez", "/readyz", "/metrics")) {
          HttpResponse<String> answer = app.get(path);
          assertEquals(200, answer.statusCode());
          assertFalse(answer.headers().firstValue("RateLimit").isPresent());
        }
      }
      assertEquals(200, app.get("/events").statusCode());
      assertEquals(429, app.get("/events").statusCode());
    }
  }

  /** Nothing is lost of the connection with a body that nobody wanted. */
  @Test
  void aConnectionGoesOnAfterARefusal() throws IOException {
    try (TestApp app = TestApp.patient(Map.of("LIMIT_PER_ADDRESS", "1/86400"))) {
      assertEquals(200, app.get("/events").statusCode());
      String answers =
          RawHttp.exchangeSlowly(
              app.uri(),
              "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 14\r\n\r\n{\"name\":",
              "\"Kim\"}",
              RawHttp.closing("GET /livez", "", ""));
      assertTrue(answers.startsWith("HTTP/1.1 429 "), answers);
      assertTrue(answers.lastIndexOf("HTTP/1.1 200 ") > 0, answers);
    }
  }

  @Test
  void aUserWhoAsksTooMuchIsTurnedAwayAndOthersAreNot() {
    Map<String, String> settings = new HashMap<>(TestTokens.settings());
    settings.put("LIMIT_PER_USER", THREE_A_DAY);
    try (TestApp app = TestApp.patient(settings)) {
      long kim = app.newUser();
      long lee = app.newUser();
      String path = "/events/" + app.newEvent(10) + "/reservations";
      assertEquals(List.of(201, 409, 409, 429, 429), statuses(app, kim, path, 5));
      assertEquals(List.of(201), statuses(app, lee, path, 1));
      HttpResponse<String> refused =
          app.as(Optional.of(TestTokens.ofUser(kim)), "POST", path, "{}");
      assertEquals(
          "\"user\";q=3;w=86400", refused.headers().firstValue("RateLimit-Policy").orElseThrow());
      assertTrue(refused.body().startsWith("{\"error\":"), refused.body());
      // They are not asked who they are at what is open to everybody.
      assertEquals(200, app.get("/events").statusCode());
      for (int i = 0; i < 5; i++) {
        assertEquals(200, app.get("/operations/audit").statusCode(), "operators have no limit");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.0/8", "127.0.0.1,10.0.0.0/8"})
  void aTrustedProxyIsBelievedForWhomItAsks(String trusted) throws IOException {
    try (TestApp app =
        TestApp.patient(Map.of("LIMIT_PER_ADDRESS", "1/86400", "TRUSTED_PROXIES", trusted))) {
      assertEquals(200, through(app, "X-Forwarded-For: 198.51.100.1\r\n"));
      assertEquals(429, through(app, "X-Forwarded-For: 198.51.100.1\r\n"));
      assertEquals(429, through(app, "X-Forwarded-For: 203.0.113.1, 198.51.100.1\r\n"));
      assertEquals(200, through(app, "X-Forwarded-For: 198.51.100.2\r\n"));
      assertEquals(200, through(app, "X-Forwarded-For: 2001:db8:1:1::1\r\n"));
      assertEquals(429, through(app, "X-Forwarded-For: 2001:db8:1:1:ffff::2\r\n"));
      assertEquals(200, through(app, "X-Forwarded-For: 2001:db8:1:2::1\r\n"));
    }
  }

  @Test
  void anybodyElseIsNot() throws IOException {
    try (TestApp app =
        TestApp.patient(Map.of("LIMIT_PER_ADDRESS", "1/86400", "TRUSTED_PROXIES", "10.0.0.0/8"))) {
      assertEquals(200, through(app, "X-Forwarded-For: 198.51.100.1\r\n"));
      assertEquals(429, through(app, "X-Forwarded-For: 198.51.100.2\r\n"));
      assertEquals(429, through(app, "Forwarded: for=198.51.100.3\r\n"));
    }
  }

  private static List<Integer> statuses(TestApp app, long user, String path, int times) {
    Optional<String> token = Optional.of(TestTokens.ofUser(user));
    return IntStream.range(0, times)
        .mapToObj(_ -> app.as(token, "POST", path, "{}").statusCode())
        .toList();
  }

  private static int through(TestApp app, String headers) throws IOException {
    String answer = RawHttp.exchange(app.uri(), RawHttp.closing("GET /events", headers, ""));
    return Integer.parseInt(answer.substring(9, 12));
  }
}
