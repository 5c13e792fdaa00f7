package boxoffice.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and cuts addresses of the internet, and never asks anybody for a name. */
public final class Addresses {
  /** What one customer gets of IPv6 at least, so that nobody has billions of addresses. */
  private static final int IPV6_NETWORK_BITS = 64;

  /** Of a link-local address: by which of our own interfaces it is reached. */
  private static final Pattern ZONE = Pattern.compile("%[\\w.-]+$");

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private Addresses() {}

  /**
   * An address in digits, IPv6 with or without brackets and zone, which is left out; empty for
   * anything else.
   */
  public static Optional<InetAddress> parse(String text) {
    String digits = text.contains(":") ? withoutBracketsAndZone(text) : text;
    if (!IPV4.matcher(digits).matches() && !IPV6.matcher(digits).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(digits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String withoutBracketsAndZone(String ipv6) {
    boolean inBrackets = ipv6.startsWith("[") && ipv6.endsWith("]");
    return ZONE.matcher(inBrackets ? ipv6.substring(1, ipv6.length() - 1) : ipv6).replaceFirst("");
  }

  /** Whoever has this address may have all of these: itself, or the network of IPv6. */
  public static InetAddress network(InetAddress address) {
    return address.getAddress().length == 4 ? address : first(IPV6_NETWORK_BITS, address);
  }

  /** The address with all but its first bits set to 0. */
  static InetAddress first(int bits, InetAddress address) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
      bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
