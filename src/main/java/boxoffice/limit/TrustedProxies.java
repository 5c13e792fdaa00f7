package boxoffice.limit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose word counts for whom they pass on.
 *
 * <p>Each proxy adds at the right of {@code X-Forwarded-For} whom it heard from, and leaves what
 * was there, which anybody may have made up. So it is read from the right, and believed as long as
 * the one who wrote it is trusted.
 */
public final class TrustedProxies {
  public static final String FORM =
      "must be addresses or blocks of them with commas between, as in 10.0.0.0/8,2001:db8::1";

  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<AddressBlock> blocks;

  private TrustedProxies(List<AddressBlock> blocks) {
    this.blocks = blocks;
  }

  /** Empty if the text is not of this form. */
  public static Optional<TrustedProxies> parse(String text) {
    List<Optional<AddressBlock>> blocks =
        Arrays.stream(text.split(",", -1)).map(String::strip).map(AddressBlock::parse).toList();
    return blocks.stream().allMatch(Optional::isPresent)
        ? Optional.of(new TrustedProxies(blocks.stream().map(Optional::orElseThrow).toList()))
        : Optional.empty();
  }

  /**
   * Who sent the request, as far as anybody trusted says.
   *
   * @param peer whose connection it is
   * @param forwardedFor the lines of X-Forwarded-For, in their order
   */
  public InetAddress sender(InetAddress peer, List<String> forwardedFor) {
    if (!trusts(peer) || forwardedFor.isEmpty()) {
      return peer;
    }
    String[] hops = String.join(",", forwardedFor).split(",", -1);
    InetAddress sender = peer;
    for (int i = hops.length - 1; i >= 0 && trusts(sender); i--) {
      Optional<InetAddress> before = Addresses.parse(hops[i].strip());
      if (before.isEmpty()) {
        return sender; // Nobody can say who was before the one who wrote that.
      }
      sender = before.get();
    }
    return sender;
  }

  private boolean trusts(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
