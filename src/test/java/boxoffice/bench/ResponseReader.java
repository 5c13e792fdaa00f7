package boxoffice.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads answers without making any objects. Knows only those whose Content-Length is told. */
final class ResponseReader {
  /** In lower case, as headers are compared. */
  private static final byte[] LENGTH = bytes("\ncontent-length:");

  private static final byte[] RESERVATION = bytes("\"reservationId\":");
  private static final byte[] END_OF_HEAD = bytes("\r\n\r\n");
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int LOWER_CASE = 0x20;

  private final ByteBuffer in = ByteBuffer.allocateDirect(16_384);
  private int status;
  private long reservation;

  /** To be filled from the wire. */
  ByteBuffer buffer() {
    return in;
  }

  /** Whether a whole answer is there; it is taken then. */
  boolean take() {
    int bodyAt = find(END_OF_HEAD, 0, in.position()) + END_OF_HEAD.length;
    if (bodyAt < END_OF_HEAD.length) {
      return false;
    }
    int lengthAt = find(LENGTH, 0, bodyAt);
    if (lengthAt < 0) {
      throw new BenchException("the server answered without a Content-Length");
    }
    int end = bodyAt + (int) numberAt(lengthAt + LENGTH.length);
    if (in.position() < end) {
      return false;
    }
    status = (int) numberAt(STATUS_AT);
    int reservationAt = status == 201 ? find(RESERVATION, bodyAt, end) : -1;
    reservation = reservationAt < 0 ? 0 : numberAt(reservationAt + RESERVATION.length);
    in.flip().position(end);
    in.compact();
    return true;
  }

  /** Of the answer taken last. */
  int status() {
    return status;
  }

  /** The reservation's id in the answer taken last, 0 if it made none. */
  long reservation() {
    return reservation;
  }

  /** Where these bytes begin, -1 if nowhere; letters are taken for small ones. */
  private int find(byte[] wanted, int from, int end) {
    for (int start = from; start <= end - wanted.length; start++) {
      int i = 0;
      while (i < wanted.length && matches(wanted[i], in.get(start + i))) {
        i++;
      }
      if (i == wanted.length) {
        return start;
      }
    }
    return -1;
  }

  private static boolean matches(byte wanted, byte found) {
    return wanted == found || (found >= 'A' && found <= 'Z' && wanted == (found | LOWER_CASE));
  }

  private long numberAt(int start) {
    int place = start;
    while (in.get(place) == ' ') {
      place++;
    }
    long number = 0;
    for (; place < in.position() && in.get(place) >= '0' && in.get(place) <= '9'; place++) {
      number = number * 10 + in.get(place) - '0';
    }
    return number;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
