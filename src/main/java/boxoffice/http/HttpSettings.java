package boxoffice.http;

import java.time.Duration;

/**
 * The address and the bounds of the HTTP server.
 *
 * @param port 0 for any free one
 * @param maxConnections further ones wait in the kernel until one closes; fewer if the operating
 *     system gives this process fewer file descriptors
 * @param maxRequestsInFlight requests beyond it are answered 503 at once
 * @param maxLiveStreams pages that follow the events live; further ones are answered 503
 * @param maxBodyBytes larger bodies are answered 413
 * @param maxHeaderBytes larger headers are answered 431
 * @param bodyTimeout within which a whole body has to arrive
 * @param idleTimeout after which a silent connection is closed
 * @param stopTimeout within which requests under way may end when the server stops
 */
public record HttpSettings(
    String host,
    int port,
    int maxConnections,
    int maxRequestsInFlight,
    int maxLiveStreams,
    int maxBodyBytes,
    int maxHeaderBytes,
    Duration bodyTimeout,
    Duration idleTimeout,
    Duration stopTimeout) {

  /** The defaults for everything but the address. */
  public static HttpSettings at(String host, int port) {
    return new HttpSettings(
        host,
        port,
        15_000,
        12_000,
        5_000,
        65_536,
        8_192,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2));
  }

  public HttpSettings withMaxRequestsInFlight(int bound) {
    return new HttpSettings(
        host,
        port,
        maxConnections,
        bound,
        maxLiveStreams,
        maxBodyBytes,
        maxHeaderBytes,
        bodyTimeout,
        idleTimeout,
        stopTimeout);
  }
}
