package boxoffice.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starting, waiting and stopping. */
@Timeout(30)
class HttpServerTest {
  private TryServer app = new TryServer(HttpSettings.at("127.0.0.1", 0));

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void stoppingWaitsForTheRequestUnderWay() throws Exception {
    app.action = app::waiting;
    var request = app.getLater("/try");
    assertTrue(app.entered.await(10, SECONDS));

    var stopped = CompletableFuture.runAsync(app.server::close);
    // Longer than the time after which a stopping server drops connections that are silent.
    assertFalse(ended(stopped, Duration.ofMillis(700)), "it waits");
    app.leave.countDown();
    assertEquals(200, request.get(10, SECONDS).statusCode());
    stopped.get(10, SECONDS);
    assertThrows(IOException.class, () -> app.get("/livez"));
  }

  @Test
  void stoppingDoesNotWaitForEver() throws Exception {
    restart(withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300)));
    app.action = app::waiting;
    var request = app.getLater("/try");
    assertTrue(app.entered.await(10, SECONDS));
    CompletableFuture.runAsync(app.server::close).get(5, SECONDS);
    assertEquals(1, app.leave.getCount(), "the request is still under way");
    assertThrows(ExecutionException.class, () -> request.get(10, SECONDS), "and was cut");
  }

  @Test
  void idleConnectionsDoNotDelayTheStop() throws Exception {
    assertEquals(200, app.get("/livez").statusCode());
    CompletableFuture.runAsync(app.server::close).get(2, SECONDS);
  }

  @Test
  void aRequestMayTakeLongerThanItsBody() throws Exception {
    restart(withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(3)));
    app.action = app::waiting;
    var request = app.getLater("/try");
    assertTrue(app.entered.await(10, SECONDS));
    assertFalse(ended(request, Duration.ofMillis(900)), "it is not cut");
    app.leave.countDown();
    assertEquals(200, request.get(10, SECONDS).statusCode());
  }

  @Test
  void aBodyThatDoesNotArriveIsNotWaitedForForEver() throws Exception {
    restart(withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(3)));
    String answer =
        RawHttp.exchange(app.uri(), "GET /try HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
    assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    assertTrue(answer.contains("\"code\":\"INVALID_REQUEST\""), answer);
  }

  @Test
  void aPortInUseIsSaidInOneSentence() {
    HttpSettings taken = HttpSettings.at("127.0.0.1", app.server.port());
    var thrown = assertThrows(CannotListenException.class, () -> new TryServer(taken));
    assertEquals(
        "Cannot listen on 127.0.0.1 port "
            + app.server.port()
            + ": Address already in use. Give another HOST or PORT, or end what listens there.",
        thrown.getMessage());
  }

  @Test
  void aHostThatIsNotOursIsSaidInOneSentence() {
    var thrown =
        assertThrows(
            CannotListenException.class,
            () -> new TryServer(HttpSettings.at("no-such-host.invalid", 0)));
    assertTrue(thrown.toString().contains("no-such-host.invalid"), thrown::toString);
  }

  private void restart(HttpSettings settings) {
    app.close();
    app = new TryServer(settings);
  }

  private static HttpSettings withTimeouts(Duration body, Duration stop) {
    return new HttpSettings(
        "127.0.0.1", 0, 100, 10, 10, 10, 65_536, 8_192, body, body, Duration.ofSeconds(30), stop);
  }

  private static boolean ended(CompletableFuture<?> future, Duration within) throws Exception {
    try {
      future.get(within.toMillis(), MILLISECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    }
  }
}
