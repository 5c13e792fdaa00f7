package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.CapturedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Who leaves before the answer is no failure of ours: a rush is full of impatient people. */
@Isolated // reads every warning
class VanishedClientTest {

  @Test
  void anAnswerThatNobodyWaitsForIsNeitherAnErrorNorAWarning() throws Exception {
    try (var log = new CapturedLog();
        var app = new TryServer(HttpSettings.at("127.0.0.1", 0))) {
      app.action = app::waiting;
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), app.server.port())) {
        ask(client);
        assertTrue(app.entered.await(10, TimeUnit.SECONDS));
        client.setSoLinger(true, 0); // closed by a reset
      }
      app.leave.countDown();
      app.server.close(); // when the request has ended

      assertEquals(List.of(), complaints(log));
    }
  }

  @Test
  void aPageThatLeavesIsNeither() throws Exception {
    try (var log = new CapturedLog();
        var app = new TryServer(HttpSettings.at("127.0.0.1", 0))) {
      var page = LivePage.open(app.uri(), "/live");
      LiveStream stream = app.streams.take();
      page.close();
      Await.until(
          "it is noticed",
          () -> {
            stream.write(StandardCharsets.US_ASCII.encode("hello"));
            return stream.ended().isDone();
          });
      app.server.close();

      assertEquals(List.of(), complaints(log));
    }
  }

  private static List<String> complaints(CapturedLog log) {
    return Stream.of(" WARN ", " ERROR ").flatMap(level -> log.lines(level).stream()).toList();
  }

  private static void ask(Socket client) throws IOException {
    client
        .getOutputStream()
        .write("GET /try HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
