package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and the API documents as files; what they show is tested elsewhere. */
class StaticFileTest {
  @AutoClose private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @ParameterizedTest
  @CsvSource({
    "/openapi.json, application/json",
    "/, text/html;charset=utf-8",
    "/docs, text/html;charset=utf-8",
    "/docs/docs.css, text/css;charset=utf-8",
    "/docs/docs.js, text/javascript;charset=utf-8",
    "/docs/swagger-ui.css, text/css;charset=utf-8",
    "/docs/swagger-ui-bundle.js, text/javascript;charset=utf-8",
    "/pages/base.css, text/css;charset=utf-8",
    "/pages/api.js, text/javascript;charset=utf-8",
    "/pages/page.js, text/javascript;charset=utf-8",
    "/pages/tickets.css, text/css;charset=utf-8",
    "/pages/tickets.js, text/javascript;charset=utf-8",
    "/pages/certain.js, text/javascript;charset=utf-8",
    "/pages/events.js, text/javascript;charset=utf-8",
    "/pages/live.js, text/javascript;charset=utf-8",
    "/pages/mine.js, text/javascript;charset=utf-8",
    "/pages/texts.js, text/javascript;charset=utf-8",
    "/pages/who.js, text/javascript;charset=utf-8",
    "/lab, text/html;charset=utf-8",
    "/pages/lab.css, text/css;charset=utf-8",
    "/pages/lab.js, text/javascript;charset=utf-8",
    "/pages/lab-books.js, text/javascript;charset=utf-8",
    "/pages/lab-controls.js, text/javascript;charset=utf-8",
    "/pages/lab-log.js, text/javascript;charset=utf-8",
    "/pages/lab-plots.js, text/javascript;charset=utf-8",
    "/pages/lab-stages.js, text/javascript;charset=utf-8",
    "/pages/uPlot.iife.min.js, text/javascript;charset=utf-8",
    "/pages/uPlot.min.css, text/css;charset=utf-8"
  })
  void aFileIsServedWithItsTypeAndSafely(String path, String type) throws Exception {
    var answer = send(request("GET", path));
    assertEquals(200, answer.statusCode());
    assertFalse(answer.body().isEmpty());
    assertEquals(type, header(answer, "Content-Type"));
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
    String policy = header(answer, "Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/docs", "/docs/swagger-ui-bundle.js"})
  void whoHasItAlreadyIsToldSo(String path) throws Exception {
    var first = send(request("GET", path));
    assertEquals("no-cache", header(first, "Cache-Control"));
    String etag = header(first, "ETag");
    var again = send(request("GET", path).header("If-None-Match", etag));
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(etag, header(again, "ETag"));
    assertEquals(header(first, "Content-Length"), header(again, "Content-Length"));
    for (String several : List.of("\"other\", " + etag, "W/" + etag)) {
      var known = send(request("GET", path).header("If-None-Match", several));
      assertEquals(304, known.statusCode(), several);
    }
    var other = send(request("GET", path).header("If-None-Match", "\"other\""));
    assertEquals(200, other.statusCode());
    assertEquals(first.body(), other.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip, deflate, br, zstd", "br, gzip;q=0.5"})
  void whoReadsGzipGetsIt(String encodings) throws Exception {
    String path = "/docs/swagger-ui-bundle.js";
    var plain = send(request("GET", path));
    var request = request("GET", path).header("Accept-Encoding", encodings);
    var packed = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    assertEquals("gzip", header(packed, "Content-Encoding"));
    assertEquals("Accept-Encoding", header(packed, "Vary"));
    assertTrue(packed.body().length < plain.body().length() / 2, () -> "" + packed.body().length);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertEquals(plain.body(), new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
    }
    String etag = header(packed, "ETag");
    assertNotEquals(header(plain, "ETag"), etag);
    assertEquals(304, send(request.copy().header("If-None-Match", etag)).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip;q=0", "identity"})
  void whoReadsNoGzipGetsNone(String encodings) throws Exception {
    var answer = send(request("GET", "/docs").header("Accept-Encoding", encodings));
    assertEquals("", header(answer, "Content-Encoding"));
    assertEquals(send(request("GET", "/docs")).body(), answer.body());
  }

  @Test
  void headAndOtherMethodsAreAnsweredAsForAnyRoute() throws Exception {
    var get = send(request("GET", "/docs"));
    var head = send(request("HEAD", "/docs"));
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertEquals(header(get, "Content-Length"), header(head, "Content-Length"));
    var post = send(request("POST", "/docs"));
    assertEquals(405, post.statusCode());
    assertEquals("GET, HEAD, OPTIONS", header(post, "Allow"));
    assertEquals("no-store", header(post, "Cache-Control"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/",
        "/docs/docs.html",
        "/pages/",
        "/pages/docs.html",
        "/pages/tickets.html",
        "/docs/other.js",
        "/docs/swagger-ui-bundle.js.LICENSE.txt",
        "/boxoffice/pages/docs.html"
      })
  void nothingElseIsServed(String path) throws Exception {
    assertEquals(404, send(request("GET", path)).statusCode());
  }

  @Test
  void aFileThatIsMissingIsNoticedAtTheStart() {
    var missing = assertThrows(NullPointerException.class, () -> StaticFile.read("none.html"));
    assertEquals("none.html", missing.getMessage());
  }

  private static HttpRequest.Builder request(String method, String path) {
    return HttpRequest.newBuilder(app.uri().resolve(path)).method(method, BodyPublishers.noBody());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
