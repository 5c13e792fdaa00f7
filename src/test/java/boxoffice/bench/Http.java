package boxoffice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Single requests beside the load. */
final class Http {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private Http() {}

  /** The status of the answer to a GET, 0 if nobody answers. */
  static int status(int port, String path) {
    return ask(HttpRequest.newBuilder(uri(port, path)).GET());
  }

  /** The status of the answer to a reservation, 0 if nobody answers. */
  static int reserve(int port, long event, long user) {
    return ask(
        HttpRequest.newBuilder(uri(port, "/events/" + event + "/reservations"))
            .POST(BodyPublishers.ofString("{\"userId\":" + user + "}")));
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int ask(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while a server was asked", e);
    }
  }
}
