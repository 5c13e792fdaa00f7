package boxoffice.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.fuzz.Inputs;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * An address is read as four plain numbers are, or has the form of IPv6; and a block has in it what
 * begins with the same bits. The input is an address, a block and another address, a line each.
 */
final class AddressesFuzz {
  private AddressesFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    List<String> lines = Inputs.lines(Inputs.header(input));
    Optional<InetAddress> address = Addresses.parse(lines.getFirst());
    checkForm(lines.getFirst(), address);
    address.ifPresent(AddressesFuzz::checkWriting);
    if (lines.size() > 1) {
      Optional<AddressBlock> block = AddressBlock.parse(lines.get(1));
      block.ifPresent(AddressesFuzz::checkBlock);
      if (address.isPresent() && block.isPresent()) {
        checkBlock(block.get(), address.get());
      }
    }
  }

  private static void checkForm(String text, Optional<InetAddress> address) {
    assertEquals(
        PlainAddress.ofIpv4(text),
        address.filter(_ -> !text.contains(":")).map(PlainAddress::of),
        text);
  }

  /** As Java writes it, which is without brackets, it is the same one; IPv6 with them, too. */
  private static void checkWriting(InetAddress address) {
    String written = address.getHostAddress();
    assertEquals(Optional.of(address), Addresses.parse(written));
    assertEquals(
        written.contains(":") ? Optional.of(address) : Optional.empty(),
        Addresses.parse("[" + written + "]"));
    InetAddress network = Addresses.network(address);
    assertEquals(network, Addresses.network(network));
    int shared = network.getAddress().length == 4 ? 32 : 64;
    assertTrue(PlainAddress.of(address).sharesBits(shared, PlainAddress.of(network)));
  }

  private static void checkBlock(AddressBlock block) {
    assertTrue(block.contains(block.first()), () -> "the first is not in " + block);
    String written = block.first().getHostAddress() + "/" + block.bits();
    assertEquals(Optional.of(block), AddressBlock.parse(written));
  }

  private static void checkBlock(AddressBlock block, InetAddress address) {
    boolean shared =
        PlainAddress.of(block.first()).sharesBits(block.bits(), PlainAddress.of(address));
    assertEquals(shared, block.contains(address), () -> block + " and " + address);
  }
}
