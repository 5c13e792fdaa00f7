package boxoffice.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Promised;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wire to one page, whatever is said on it. */
class LiveStreamTest {
  private static final int BOUND = 2;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final ByteBuffer HELLO = StandardCharsets.US_ASCII.encode("hello\n");

  /** More than a wire holds that nobody reads from. */
  private static final ByteBuffer LARGE = StandardCharsets.US_ASCII.encode("x".repeat(10_000_000));

  private final List<LiveStream> accepted = new ArrayList<>();
  private TryServer app = new TryServer(silentFor(LONG));

  /** With so long as a request, and who asked for it, may be silent. */
  private static HttpSettings silentFor(Duration time) {
    return new HttpSettings(
        "127.0.0.1", 0, 100, 1, 1, BOUND, 65_536, 8_192, LONG, time, time, LONG);
  }

  @AfterEach
  void close() {
    accepted.forEach(LiveStream::end);
    app.close();
  }

  @Test
  void whatIsSaidArrivesAtOnce() throws Exception {
    try (var page = LivePage.open(app.uri(), "/live")) {
      LiveStream stream = accepted();
      assertTrue(stream.write(HELLO));
      String head = page.head();
      assertTrue(head.startsWith("HTTP/1.1 200 OK\n"), head);
      assertTrue(head.contains("Content-Type: text/event-stream\n"), head);
      assertTrue(head.contains("Cache-Control: no-store\n"), head);
      assertTrue(head.contains("X-Accel-Buffering: no\n"), head);
      assertEquals("hello", page.line());
      Await.until("it may say more", () -> stream.write(HELLO));
      assertEquals("hello", page.line());
      stream.end();
      page.awaitEnd();
    }
  }

  @Test
  void whoIsToldNothingForLongIsNotCutOff() throws Exception {
    restart(SHORT);
    try (var page = LivePage.open(app.uri(), "/live")) {
      LiveStream stream = accepted();
      assertThrows(
          TimeoutException.class, () -> stream.ended().get(3 * SHORT.toMillis(), MILLISECONDS));
      assertTrue(stream.write(HELLO));
      page.head();
      assertEquals("hello", page.line());
    }
  }

  @Test
  void aPageThatDoesNotReadIsSentNothingMoreAndThenGivenUp() throws Exception {
    restart(SHORT);
    try (var _ = LivePage.open(app.uri(), "/live")) {
      LiveStream stream = accepted();
      assertTrue(stream.write(LARGE));
      assertFalse(stream.write(HELLO));
      stream.ended().get(Await.BOUND.toSeconds(), SECONDS);
      assertFalse(stream.write(HELLO));
      try (var _ = LivePage.open(app.uri(), "/live");
          var _ = LivePage.open(app.uri(), "/live")) {
        accepted();
        accepted(); // Its place is free again.
      }
    }
  }

  @Test
  void aPageThatReadsAgainIsToldAllThatItMissed() throws Exception {
    try (var page = LivePage.open(app.uri(), "/live")) {
      LiveStream stream = accepted();
      awaitTold(stream, 7);
      page.head();
      assertEquals("all 7", page.line());
      awaitTold(stream, 8);
      assertEquals("changes 8", page.line());
      Await.until("it may say more", () -> stream.write(LARGE));
      assertFalse(stream.tell(news(9)));
      page.skip(LARGE.remaining());
      awaitTold(stream, 10);
      assertEquals("all 10", page.line());
      awaitTold(stream, 11);
      assertEquals("changes 11", page.line());
    }
  }

  /** What has arrived may still be under way for the server. */
  private static void awaitTold(LiveStream stream, long version) {
    LiveNews news = news(version);
    Await.until("version " + version + " is told", () -> stream.tell(news));
  }

  private static LiveNews news(long version) {
    return new LiveNews(
        version,
        StandardCharsets.US_ASCII.encode("changes " + version + "\n"),
        StandardCharsets.US_ASCII.encode("all " + version + "\n"));
  }

  @Test
  void aPageThatLeavesGivesItsPlaceBack() throws Exception {
    LivePage page = LivePage.open(app.uri(), "/live");
    LiveStream left = accepted();
    page.close();
    Await.until(
        "it is noticed",
        () -> {
          left.write(HELLO);
          return left.ended().isDone();
        });
  }

  @Test
  void pagesBeyondTheBoundAreTurnedAwayAndRequestsAreNot() throws Exception {
    try (var first = LivePage.open(app.uri(), "/live");
        var _ = LivePage.open(app.uri(), "/live")) {
      LiveStream one = accepted();
      LiveStream other = accepted();
      var third = app.get("/live");
      assertEquals(503, third.statusCode());
      assertEquals("5", third.headers().firstValue("Retry-After").orElse(""));
      assertEquals(
          """
          {"message":"Too many pages follow the events. Try again.","code":"UNAVAILABLE"}\
          """,
          third.body());
      assertEquals(200, app.get("/try").statusCode(), "streams take no place of a request");
      one.end();
      other.end();
      first.awaitEnd();
    }
  }

  @Test
  void beforeTheServiceHasStartedThereIsNone() throws Exception {
    app.started = false;
    var answer = app.get("/live");
    assertEquals(503, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
  }

  @Test
  void anEndAtOnceWaitsForNobody() throws Exception {
    try (var reads = LivePage.open(app.uri(), "/live")) {
      LiveStream one = accepted();
      LivePage doesNot = LivePage.open(app.uri(), "/live");
      LiveStream other = accepted();
      assertTrue(one.write(HELLO));
      assertTrue(other.write(LARGE));
      long begin = System.nanoTime();
      one.endAtOnce();
      other.endAtOnce();
      app.server.close();
      Promised.within(Duration.ofSeconds(1), "the end of a server with streams", begin);
      reads.awaitEnd();
      doesNot.close();
    }
  }

  private void restart(Duration silence) {
    app.close();
    app = new TryServer(silentFor(silence));
  }

  private LiveStream accepted() throws InterruptedException {
    LiveStream stream = app.streams.poll(Await.BOUND.toSeconds(), SECONDS);
    accepted.add(stream);
    return stream;
  }
}
