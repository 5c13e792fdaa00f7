package boxoffice.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends bytes that no HTTP client would, and tells all that came back until the connection ended.
 */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final long BETWEEN_PARTS_NANOS = 100_000_000;

  private RawHttp() {}

  /** Fails with a timeout if the server neither answers nor closes. */
  static String exchange(URI server, byte[] request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return readToEnd(socket.getInputStream());
    }
  }

  /** Sends the parts one by one, so that the server can answer before it has them all. */
  static String exchangeSlowly(URI server, String... parts) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      for (String part : parts) {
        socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
        LockSupport.parkNanos(BETWEEN_PARTS_NANOS);
      }
      return readToEnd(socket.getInputStream());
    }
  }

  static String exchange(URI server, String request) throws IOException {
    return exchange(server, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A request that asks for the connection to be closed, so that its answer has an end. */
  static String closing(String requestLine, String headers, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return requestLine
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + headers
        + length
        + "\r\n"
        + body;
  }

  private static String readToEnd(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
