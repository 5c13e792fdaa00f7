package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.CapturedLog;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestTokens;
import boxoffice.TestWorld;
import boxoffice.metrics.Scrape;
import boxoffice.openapi.DocumentedHttp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service that asks for tokens lets whom do, beside who may use which route. */
class GateTest {
  private static TestApp app;
  private static long kim;
  private static long lee;

  @BeforeAll
  static void start() {
    app = TestApp.askingForTokens();
    kim = app.newUser();
    lee = app.newUser();
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void aBuyerNeedNotSayForWhom() {
    HttpResponse<String> answer = reserve(app.newEvent(1), kim, "{}");
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals(kim, app.json(answer).path("userId").asLong());
  }

  @Test
  void aBuyerReservesForNobodyElse() {
    long event = app.newEvent(1);
    HttpResponse<String> answer = reserve(event, kim, "{\"userId\":" + lee + "}");
    assertEquals(403, answer.statusCode());
    assertEquals(
        """
        {"error":"Only operators may act for another user.","code":"FORBIDDEN"}\
        """,
        answer.body());
    assertEquals(1, app.available(event));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"userId\":null}", "{\"userId\":\"1\"}", "", "[]", "nonsense"})
  void whatABuyerSendsIsReadAsStrictly(String body) {
    assertEquals(400, reserve(app.newEvent(1), kim, body).statusCode());
  }

  @Test
  void anOperatorReservesForWhomItNames() {
    long event = app.newEvent(1);
    HttpResponse<String> unnamed = app.post("/events/" + event + "/reservations", "{}");
    assertEquals(400, unnamed.statusCode());
    assertEquals("userId", app.json(unnamed).path("member").asText());
    assertEquals(201, app.reserve(event, lee).statusCode());
  }

  @Test
  void anothersReservationIsOneThatDoesNotExist() {
    long event = app.newEvent(1);
    long reservation = app.reserved(event, kim);
    for (String method : List.of("GET", "DELETE")) {
      HttpResponse<String> anothers = as(lee, method, "/reservations/" + reservation);
      HttpResponse<String> nobodys = as(lee, method, "/reservations/9007199254740991");
      assertEquals(nobodys.body(), anothers.body());
      assertEquals(nobodys.statusCode(), anothers.statusCode());
      assertEquals("RESERVATION_NOT_FOUND", app.json(anothers).path("code").asText());
    }
    assertEquals(0, app.available(event));
    assertEquals(200, as(kim, "DELETE", "/reservations/" + reservation).statusCode());
    assertEquals(1, app.available(event));
    assertEquals(
        "RESERVATION_NOT_FOUND",
        app.json(as(lee, "DELETE", "/reservations/" + reservation)).path("code").asText());
  }

  @Test
  void soItIsWhilePostgresIsAway() {
    try (var world = TestWorld.fresh();
        var proxy = TcpProxy.before(world.environment().get("DATABASE_URL"));
        var away = TestApp.start(world, withTokens("DATABASE_URL", proxy.url()))) {
      long event = away.newEvent(2);
      long buyer = away.newUser();
      long other = away.newUser();
      away.reserved(event, other); // So both are known from now on.
      proxy.refuse();
      long reservation = away.reserved(event, buyer);
      for (String method : List.of("GET", "DELETE")) {
        String path = "/reservations/" + reservation;
        HttpResponse<String> anothers = as(away, other, method, path);
        HttpResponse<String> nobodys = as(away, other, method, path.replaceFirst("\\d", "9$0"));
        assertEquals(503, nobodys.statusCode());
        assertEquals(nobodys.body(), anothers.body());
        assertEquals(nobodys.statusCode(), anothers.statusCode());
      }
      assertEquals(200, as(away, buyer, "GET", "/reservations/" + reservation).statusCode());
      proxy.accept(); // Else its end would wait for it.
    }
  }

  private static Map<String, String> withTokens(String name, String value) {
    Map<String, String> settings = new HashMap<>(TestTokens.settings());
    settings.put(name, value);
    return settings;
  }

  @Test
  void whoIsTurnedAwayKeepsTheConnection() throws IOException {
    String refused =
        "POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n"
            + "{\"eventName\":\"Gala\"} ".substring(0, 20);
    String answers = RawHttp.exchange(app.uri(), refused + RawHttp.closing("GET /livez", "", ""));
    assertTrue(answers.startsWith("HTTP/1.1 401 "), answers);
    assertTrue(answers.contains("HTTP/1.1 200 OK\r\n"), answers);
  }

  @Test
  void aHeadThatIsTurnedAwayHasNoBody() throws IOException {
    String answer = RawHttp.exchange(app.uri(), RawHttp.closing("HEAD /users", "", ""));
    assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
  }

  @Test
  void itIsAProblemForWhoReadsThose() throws IOException {
    String answer = asking("Accept: application/problem+json\r\n");
    assertTrue(
        answer.endsWith(
            """
            {"type":"urn:boxoffice:problem:unauthenticated","title":"Unauthenticated",\
            "status":401,"detail":"This takes a token: send it as Authorization: Bearer …",\
            "code":"UNAUTHENTICATED"}\
            """),
        answer);
  }

  @Test
  void theSchemeIsBearerInAnyCase() throws IOException {
    String token = TestTokens.ofOperator();
    for (String scheme : List.of("Bearer ", "bearer ", "BEARER   ")) {
      assertStatus(200, asking("Authorization: " + scheme + token + "\r\n"));
    }
    for (String other : List.of("Basic YTpi", token, "Bearer", "Bearer" + token)) {
      String answer = asking("Authorization: " + other + "\r\n");
      assertStatus(401, answer);
      assertTrue(answer.contains("WWW-Authenticate: Bearer realm=\"Box Office\"\r\n"), answer);
    }
  }

  @Test
  void twoTokensAreNone() throws IOException {
    String token = "Authorization: Bearer " + TestTokens.ofOperator() + "\r\n";
    String answer = asking(token + token);
    assertStatus(401, answer);
    assertTrue(answer.contains("error=\"invalid_token\""), answer);
  }

  @Test
  void whatEverybodyMayUseAsksForNothing() throws IOException {
    String request =
        RawHttp.closing(
            "GET /events", "Authorization: Bearer " + TestTokens.expired(kim) + "\r\n", "");
    assertStatus(200, RawHttp.exchange(app.uri(), request));
  }

  @Test
  void readinessSaysThatTokensAreAskedFor() {
    assertEquals("tokens", app.json(app.get("/readyz")).path("access").asText());
  }

  @Test
  void whoIsTurnedAwayIsCountedByWhy() {
    double before = rejections("expired");
    app.as(Optional.of(TestTokens.expired(kim)), "GET", "/users", "");
    assertEquals(before + 1, rejections("expired"));
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void noTokenIsEverLogged() {
    List<String> tokens =
        List.of(
            TestTokens.ofUser(kim),
            TestTokens.expired(kim),
            TestTokens.unsigned(kim),
            TestTokens.signedWithAnotherSecret(kim));
    try (var log = new CapturedLog()) {
      tokens.forEach(token -> app.as(Optional.of(token), "GET", "/users", ""));
      for (String token : tokens) {
        assertEquals(List.of(), log.lines(token.substring(0, token.indexOf('.', 40))));
      }
    }
  }

  private static double rejections(String reason) {
    return Scrape.of(app).value("boxoffice_auth_rejections_total", "reason=" + reason);
  }

  private static HttpResponse<String> reserve(long event, long user, String body) {
    return app.as(
        Optional.of(TestTokens.ofUser(user)), "POST", "/events/" + event + "/reservations", body);
  }

  private static HttpResponse<String> as(long user, String method, String path) {
    return as(app, user, method, path);
  }

  private static HttpResponse<String> as(TestApp asked, long user, String method, String path) {
    return asked.as(Optional.of(TestTokens.ofUser(user)), method, path, "");
  }

  /** What an operator's route answers to a request with these headers. */
  private static String asking(String headers) throws IOException {
    String request = RawHttp.closing("GET /users", headers, "");
    String answer = RawHttp.exchange(app.uri(), request);
    DocumentedHttp.check(request, answer);
    return answer;
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }
}
