package boxoffice.limit;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as a number, to hold {@link Addresses} and {@link AddressBlock} against.
 *
 * @param length in bits
 */
record PlainAddress(BigInteger number, int length) {
  private static final Pattern IPV4 =
      Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

  static PlainAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new PlainAddress(new BigInteger(1, bytes), bytes.length * Byte.SIZE);
  }

  /** Four decimal numbers of at most 255; empty for any other text. */
  static Optional<PlainAddress> ofIpv4(String text) {
    Matcher parts = IPV4.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 1; i <= 4; i++) {
      int part = Integer.parseInt(parts.group(i));
      if (part > 255) {
        return Optional.empty();
      }
      number = number.shiftLeft(8).or(BigInteger.valueOf(part));
    }
    return Optional.of(new PlainAddress(number, 32));
  }

  /** Whether the other one begins with the same bits. */
  boolean sharesBits(int bits, PlainAddress other) {
    return length == other.length
        && number.shiftRight(length - bits).equals(other.number.shiftRight(length - bits));
  }
}
