package boxoffice.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One connection to one instance, kept alive, with no more of HTTP than the load needs: a full
 * client would take the processors that the service is to be tried with.
 */
final class HttpLine implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 5_000;
  private static final long IDLE_NANOS = 200_000_000;
  private static final String LENGTH = "\r\ncontent-length:";

  private final InetSocketAddress address;
  private Socket socket = new Socket();
  private byte[] buffer = new byte[16 * 1024];
  private long lastUse;

  HttpLine(int port) {
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Whether it is open now; a line that can't be opened has carried no request. */
  boolean open() {
    if (socket.isConnected() && !socket.isClosed() && !isStale()) {
      return true;
    }
    close();
    socket = new Socket();
    try {
      socket.connect(address, CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      return true;
    } catch (IOException e) {
      close();
      return false;
    }
  }

  /**
   * Whether the other side has closed it while nobody asked anything, as one that restarted has.
   */
  private boolean isStale() {
    if (System.nanoTime() - lastUse < IDLE_NANOS) {
      return false;
    }
    try {
      socket.setSoTimeout(1);
      int _ = socket.getInputStream().read();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Asks on an open line. Whatever goes wrong closes it, and the request may have been done.
   *
   * @param token of who asks, if they show any
   * @param key that the request is known by when it comes again, if it has one
   */
  HttpAnswer ask(
      String method, String path, Optional<String> token, Optional<String> key, String body)
      throws IOException {
    String request =
        method
            + ' '
            + path
            + " HTTP/1.1\r\nHost: box-office\r\n"
            + token.map(shown -> "Authorization: Bearer " + shown + "\r\n").orElse("")
            + key.map(chosen -> "Idempotency-Key: \"" + chosen + "\"\r\n").orElse("")
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    lastUse = System.nanoTime();
    try {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      HttpAnswer answer = read(socket.getInputStream());
      if (answer.hasHeader("connection")) {
        close();
      }
      return answer;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private HttpAnswer read(InputStream in) throws IOException {
    int size = 0;
    int headEnd = -1;
    while (headEnd < 0) {
      size += readMore(in, size);
      headEnd = endOfHead(size);
    }
    String head = text(0, headEnd).toLowerCase(Locale.ROOT);
    int end = headEnd + 4 + contentLength(head);
    while (size < end) {
      size += readMore(in, size);
    }
    return new HttpAnswer(Integer.parseInt(head, 9, 12, 10), head, text(headEnd + 4, end));
  }

  private int readMore(InputStream in, int size) throws IOException {
    if (size == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * size);
    }
    int count = in.read(buffer, size, buffer.length - size);
    if (count < 0) {
      throw new EOFException("the connection was closed before the answer");
    }
    return count;
  }

  private int endOfHead(int size) {
    for (int i = 0; i + 3 < size; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r') {
        return i;
      }
    }
    return -1;
  }

  private static int contentLength(String head) throws IOException {
    int begin = head.indexOf(LENGTH);
    if (begin < 0) {
      throw new IOException("an answer without Content-Length: " + head);
    }
    begin += LENGTH.length();
    int end = head.indexOf('\r', begin);
    return Integer.parseInt(head.substring(begin, end < 0 ? head.length() : end).strip());
  }

  private String text(int begin, int end) {
    return new String(buffer, begin, end - begin, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is given up anyway.
    }
  }
}
