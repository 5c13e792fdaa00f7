package boxoffice.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sender is the last one whom no trusted proxy speaks for, read word by word from the right;
 * and nothing that is put in at the left makes it another. The input is the trusted proxies, the
 * peer, what somebody puts in, and the lines of the header, a line each.
 */
final class TrustedProxiesFuzz {
  private TrustedProxiesFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    List<String> lines = Inputs.lines(Inputs.header(input));
    if (lines.size() < 4) {
      return;
    }
    List<String> trusted = Arrays.stream(lines.get(0).split(",", -1)).map(String::strip).toList();
    Optional<TrustedProxies> proxies = TrustedProxies.parse(lines.get(0));
    Optional<InetAddress> peer = Addresses.parse(lines.get(1));
    assertEquals(
        trusted.stream().allMatch(block -> AddressBlock.parse(block).isPresent()),
        proxies.isPresent());
    if (proxies.isPresent() && peer.isPresent()) {
      check(proxies.get(), trusted, peer.get(), lines.get(2), lines.subList(3, lines.size()));
    }
  }

  private static void check(
      TrustedProxies proxies,
      List<String> trusted,
      InetAddress peer,
      String putIn,
      List<String> header) {
    InetAddress sender = proxies.sender(peer, header);
    List<String> hops = new ArrayList<>(List.of(String.join(",", header).split(",", -1)));
    assertEquals(sender(trusted, peer, hops), sender);
    if (!isTrusted(trusted, sender)) {
      List<String> more = new ArrayList<>(header);
      more.addFirst(putIn);
      assertEquals(sender, proxies.sender(peer, more), "with " + putIn + " at the left");
    }
  }

  private static InetAddress sender(List<String> trusted, InetAddress peer, List<String> hops) {
    if (hops.isEmpty() || !isTrusted(trusted, peer)) {
      return peer;
    }
    return Addresses.parse(hops.removeLast().strip())
        .map(before -> sender(trusted, before, hops))
        .orElse(peer);
  }

  private static boolean isTrusted(List<String> trusted, InetAddress address) {
    return trusted.stream()
        .map(AddressBlock::parse)
        .map(Optional::orElseThrow)
        .anyMatch(
            block ->
                PlainAddress.of(block.first()).sharesBits(block.bits(), PlainAddress.of(address)));
  }
}
