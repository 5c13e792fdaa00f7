package boxoffice.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes requests without making any objects. */
final class RequestWriter {
  private static final byte[] POST = bytes("POST /events/");
  private static final byte[] HEADERS = bytes("/reservations HTTP/1.1\r\nHost: localhost\r\n");
  private static final byte[] TOKEN = bytes("Authorization: Bearer ");
  private static final byte[] LINE_END = bytes("\r\n");
  private static final byte[] LENGTH = bytes("Content-Length: ");
  private static final byte[] USER = bytes("\r\n\r\n{\"userId\":");
  private static final byte[] GET = bytes("GET /events/");
  private static final byte[] DELETE = bytes("DELETE /reservations/");
  private static final byte[] END = bytes(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
  private static final int BODY_WITHOUT_DIGITS = "{\"userId\":}".length();

  private RequestWriter() {}

  /**
   * @param token none if it is empty
   */
  static void reserve(ByteBuffer out, long event, long user, byte[] token) {
    out.put(POST);
    number(out, event);
    out.put(HEADERS);
    if (token.length > 0) {
      out.put(TOKEN).put(token).put(LINE_END);
    }
    out.put(LENGTH);
    number(out, BODY_WITHOUT_DIGITS + digits(user));
    out.put(USER);
    number(out, user);
    out.put((byte) '}');
  }

  static void find(ByteBuffer out, long event) {
    out.put(GET);
    number(out, event);
    out.put(END);
  }

  static void cancel(ByteBuffer out, long reservation) {
    out.put(DELETE);
    number(out, reservation);
    out.put(END);
  }

  private static void number(ByteBuffer out, long value) {
    int first = out.position();
    int length = digits(value);
    long rest = value;
    for (int place = first + length - 1; place >= first; place--) {
      out.put(place, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    out.position(first + length);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
