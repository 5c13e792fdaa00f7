package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A proxy before us and we must agree on where a request ends, else one buyer's request hides in
 * the body of another's and is carried out with what the proxy has put before it (known as request
 * smuggling). So what can be read in two ways is refused, and the connection with it.
 */
class SmuggledRequestTest {
  private static final String NAME = "Smuggled";
  private static final String BODY = "{\"name\":\"" + NAME + "\"}";
  private static final String HIDDEN = RawHttp.closing("POST /users", "", BODY);
  private static final String HEAD = " HTTP/1.1\r\nHost: x\r\n";

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\ntransfer-encoding: CHUNKED",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\u000b: chunked",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding: \"chunked\"",
        "X: y\r\n Transfer-Encoding: chunked",
        "X: y\rTransfer-Encoding: chunked",
        "Content-Length: +5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: 5, 6",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length : 5",
        "Content-Length: 5\u000b"
      })
  void whatEndsInTwoPlacesIsRefused(String framing) throws IOException {
    assertRefused("POST /users" + HEAD + framing + "\r\n\r\n0\r\n\r\n" + HIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x2\r\n{}\r\n0\r\n\r\n",
        "+2\r\n{}\r\n0\r\n\r\n",
        " 2\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}0\r\n\r\n",
        "2\r\n{} \r\n0\r\n\r\n",
        "2\n{}\n0\n\n",
        "2;x\n{}\r\n0\r\n\r\n"
      })
  void aChunkThatEndsInTwoPlacesIsRefused(String chunks) throws IOException {
    assertRefused("POST /users" + HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks + HIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /events", "DELETE /reservations/999", "OPTIONS /users", "PUT /users"})
  void theBodyOfWhatNeedsNoneIsABody(String route) throws IOException {
    String around = route + HEAD + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN;
    String answers = RawHttp.exchange(app.uri(), around + RawHttp.closing("GET /livez", "", ""));
    assertEquals(2, answers.split("HTTP/1.1 ", -1).length - 1, answers);
    assertTrue(answers.endsWith("{\"status\":\"live\"}"), answers);
    assertNothingHidden();
  }

  @Test
  void aRequestThatComesInPiecesIsOne() throws IOException {
    String name =
        new String("\u00e9".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    String answer =
        RawHttp.exchangeSlowly(
            app.uri(),
            "PO",
            "ST /us",
            "ers HTTP/1.",
            "1\r",
            "\nHo",
            "st: x\r\nConnection: close\r\nTransfer-Enc",
            "oding: chun",
            "ked\r\n\r",
            "\n",
            "8\r\n{\"name\":\r\n",
            "6",
            "\r\n\"K" + name.charAt(0),
            name.charAt(1) + "\"}\r\n0\r\n",
            "\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
    assertTrue(answer.contains("\"name\":\"K\u00e9\""), answer);
  }

  private static void assertRefused(String request) throws IOException {
    String answer = RawHttp.exchange(app.uri(), request);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
    assertNothingHidden();
  }

  private static void assertNothingHidden() {
    String users = app.get("/users").body();
    assertFalse(users.contains(NAME), users);
  }
}
