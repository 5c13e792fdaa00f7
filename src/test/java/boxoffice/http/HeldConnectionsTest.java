package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hundreds of connections that somebody holds on to, and the others who are served meanwhile. */
@Timeout(120)
class HeldConnectionsTest {
  private static final int MANY = 300;
  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration NEVER = Duration.ofMinutes(10);

  private static final int FEW = 10;

  /** More than the kernel keeps for who does not read. */
  private static final String LARGE = "x".repeat(8_000_000);

  private TryServer app;
  private HeldConnections held;

  @AfterEach
  void close() {
    held.close();
    app.close();
  }

  @Test
  void headersThatComeByteByByteAreEndedAndOthersAreServed() throws Exception {
    hold(settings(SOON, NEVER, NEVER));
    held.send("GET /try HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    assertServed();
    Await.until("all are ended", () -> held.drip("a"));
    held.assertEachWasTold("HTTP/1.1 408 ", "The request did not arrive in time.");
    assertEquals(MANY, app.server.connectionsTooSlow());
    assertServed();
  }

  @Test
  void emptyLinesBeforeARequestAreHeadersThatDoNotCome() throws Exception {
    hold(settings(SOON, NEVER, NEVER));
    Await.until("all are ended", () -> held.drip("\r\n"));
    held.assertEachWasTold("HTTP/1.1 408 ", "The request did not arrive in time.");
  }

  @Test
  void theTimeForHeadersBeginsAnewWithEachRequest() throws Exception {
    Duration bound = Duration.ofSeconds(2); // much more than one request takes
    app = new TryServer(settings(bound, NEVER, NEVER));
    held = HeldConnections.open(app.uri(), 1);
    long end = System.nanoTime() + bound.multipliedBy(2).toNanos();
    for (int request = 1; System.nanoTime() < end; request++) {
      int answers = request;
      held.send("GET /try HTTP/1.1\r\n");
      held.send("Host: localhost\r\n\r\n");
      Await.until("an answer", () -> held.wereTold("done", answers));
    }
    assertEquals(0, app.server.connectionsTooSlow());
  }

  @Test
  void bodiesThatComeByteByByteAreEndedAndKeepNobodyOut() throws Exception {
    hold(settings(NEVER, SOON, NEVER).withRequestsInFlight(1, 1));
    held.send("GET /try HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n");
    assertServed();
    Await.until("all are ended", () -> held.drip("a"));
    held.assertEachWasTold("HTTP/1.1 408 ", "The body did not arrive in time.");
    assertServed();
  }

  @Test
  void silentConnectionsAreClosed() throws Exception {
    hold(settings(NEVER, NEVER, SOON));
    assertServed();
    Await.until("all are closed", held::areClosed);
    held.assertEachWasTold("", "");
  }

  @Test
  void whoDoesNotReadIsCutAndKeepsNobodyOut() throws Exception {
    app = new TryServer(settings(NEVER, SOON, NEVER).withRequestsInFlight(1, 1));
    app.action = () -> new Answer.Text("text/plain", LARGE);
    held = HeldConnections.open(app.uri(), FEW);
    for (int i = 0; i < FEW; i++) {
      held.sendOn(i, "GET /try HTTP/1.1\r\nHost: localhost\r\n\r\n");
      int connection = i;
      Await.until("it is being answered", () -> held.hasBeenTold(connection));
    }
    app.action = TryServer::done;
    assertServed();
    Await.until("nobody but us is connected", () -> app.server.connections() <= 1);
    assertServed();
  }

  private void hold(HttpSettings settings) throws IOException {
    app = new TryServer(settings);
    held = HeldConnections.open(app.uri(), MANY);
  }

  private void assertServed() throws Exception {
    assertTrue(app.get("/try").body().contains("done"));
  }

  private static HttpSettings settings(Duration header, Duration body, Duration idle) {
    var standard = HttpSettings.at("127.0.0.1", 0);
    return new HttpSettings(
        standard.host(),
        standard.port(),
        standard.maxConnections(),
        standard.maxRequestsInFlight(),
        standard.steadyRequestsInFlight(),
        standard.maxLiveStreams(),
        standard.maxBodyBytes(),
        standard.maxHeaderBytes(),
        header,
        body,
        idle,
        standard.stopTimeout());
  }
}
