package boxoffice.http;

import java.net.URI;
import java.time.Duration;

/**
 * The address and the bounds of the HTTP server.
 *
 * @param port 0 for any free one
 * @param maxConnections further ones wait in the kernel until one closes; fewer if the operating
 *     system gives this process fewer file descriptors
 * @param maxRequestsInFlight requests beyond it are answered 503 at once, even in a rush
 * @param steadyRequestsInFlight requests beyond it are answered 503 at once when more than a rush
 *     comes: so many keep all parts busy, and with them nobody waits for long
 * @param maxLiveStreams pages that follow the events live; further ones are answered 503
 * @param maxBodyBytes larger bodies are answered 413
 * @param maxHeaderBytes larger headers are answered 431
 * @param headerTimeout within which the line and the headers of a request have to arrive
 * @param bodyTimeout within which a whole body has to arrive
 * @param idleTimeout after which a silent connection is closed
 * @param stopTimeout within which requests under way may end when the server stops
 */
public record HttpSettings(
    String host,
    int port,
    int maxConnections,
    int maxRequestsInFlight,
    int steadyRequestsInFlight,
    int maxLiveStreams,
    int maxBodyBytes,
    int maxHeaderBytes,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration idleTimeout,
    Duration stopTimeout) {

  /** The defaults for everything but the address. */
  public static HttpSettings at(String host, int port) {
    return new HttpSettings(
        host,
        port,
        15_000,
        4_096,
        384,
        5_000,
        65_536,
        8_192,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2));
  }

  /**
   * Where a server with these settings is reached from its own machine.
   *
   * @param listensAt the port that it has
   */
  public URI reachedAt(int listensAt) {
    String reached =
        switch (host) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    return URI.create("http://" + reached + ":" + listensAt);
  }

  HttpSettings withRequestsInFlight(int steady, int bound) {
    return new HttpSettings(
        host,
        port,
        maxConnections,
        bound,
        steady,
        maxLiveStreams,
        maxBodyBytes,
        maxHeaderBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        stopTimeout);
  }
}
