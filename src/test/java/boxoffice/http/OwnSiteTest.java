package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import boxoffice.openapi.DocumentedHttp;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nobody is asked for a token, the pages of others do nothing by the browsers of users. */
class OwnSiteTest {
  private static TestApp open;

  @BeforeAll
  static void start() {
    open = TestApp.patient(Map.of("HOST_NAMES", "tickets.example, Box.Example"));
  }

  @AfterAll
  static void close() {
    open.close();
  }

  @ParameterizedTest
  @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 201", "none, 201"})
  void aPageOfAnotherSiteActsForNobody(String site, int status) {
    String path = "/events/" + open.newEvent(1) + "/reservations";
    String body = "{\"userId\":" + open.newUser() + "}";
    Map<String, String> headers = Map.of("Sec-Fetch-Site", site, "Content-Type", "text/plain");
    assertEquals(status, open.postWith(headers, path, body).statusCode());
    assertEquals(status, open.postWith(headers, "/users", "{\"name\":\"Kim\"}").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8080",
        "[::1]:8080",
        "192.0.2.1",
        "localhost",
        "LOCALHOST:8080",
        "shop.localhost",
        "app:8080",
        "tickets.example",
        "TICKETS.example:443",
        "box.example"
      })
  void itGoesByAddressesByNamesOfOneNetworkAndByThoseThatAreSet(String host) throws IOException {
    assertEquals(201, newUser(host, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.evil.example:8080",
        "localhost.evil.example",
        "tickets.example.evil.example",
        "www.tickets.example",
        "127.0.0.1."
      })
  void aSiteWhoseNameLeadsHereByATrickIsNotOurs(String host) throws IOException {
    assertEquals(403, newUser(host, "Sec-Fetch-Site: same-origin\r\n"));
    assertEquals(403, newUser(host, "Origin: http://" + host + "\r\n"));
    assertEquals(403, newUser(host, ""));
  }

  @Test
  void whatEverybodyMaySeeIsSeenByAnyName() throws IOException {
    assertEquals(200, status("GET /events", "evil.example", "", ""));
    assertEquals(200, status("GET /readyz", "evil.example", "", ""));
    assertEquals(403, status("GET /users", "evil.example", "", ""));
    assertEquals(403, status("GET /metrics", "evil.example", "", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "http://192.0.2.1:8080, 201",
    "https://192.0.2.1:8080, 201",
    "https://tickets.example, 201",
    "https://tickets.example:8443, 201",
    "http://192.0.2.1:8081, 403",
    "http://192.0.2.1, 403",
    "http://evil.example, 403",
    "http://evil.example/192.0.2.1:8080, 403",
    "null, 403",
    "tickets.example.evil.example, 403"
  })
  void theOriginTellsWhereABrowserSaysNoMore(String origin, int status) throws IOException {
    assertEquals(status, newUser("192.0.2.1:8080", "Origin: " + origin + "\r\n"));
  }

  private static int newUser(String host, String headers) throws IOException {
    return status("POST /users", host, headers, "{\"name\":\"Kim\"}");
  }

  private static int status(String requestLine, String host, String headers, String body)
      throws IOException {
    String request =
        RawHttp.closing(requestLine, headers, body)
            .replaceFirst("Host: localhost", "Host: " + host);
    String answer = RawHttp.exchange(open.uri(), request);
    DocumentedHttp.check(request, answer);
    return Integer.parseInt(answer.substring(9, 12));
  }
}
