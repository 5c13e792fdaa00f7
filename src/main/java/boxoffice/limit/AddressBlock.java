package boxoffice.limit;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits (CIDR, RFC 4632 and RFC 4291).
 *
 * @param bits how many of the first address's
 */
record AddressBlock(InetAddress first, int bits) {
  private static final Pattern FORM = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

  /** One address, or several as in 10.0.0.0/8; empty if the text is neither. */
  static Optional<AddressBlock> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Addresses.parse(parts.group(1))
        .map(first -> new AddressBlock(first, bits(parts, first)))
        .filter(block -> block.bits <= length(block.first));
  }

  private static int bits(Matcher parts, InetAddress first) {
    return parts.group(2) == null ? length(first) : Integer.parseInt(parts.group(2));
  }

  private static int length(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  boolean contains(InetAddress address) {
    return length(address) == length(first)
        && Addresses.first(bits, address).equals(Addresses.first(bits, first));
  }
}
