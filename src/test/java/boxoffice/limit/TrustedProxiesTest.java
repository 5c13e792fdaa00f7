package boxoffice.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.parse("10.0.0.0/8, 192.0.2.7,2001:db8:1::/48").orElseThrow();

  /** The peer, what the lines of the header say with a bar between lines, and who asks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "203.0.113.9; 198.51.100.1; 203.0.113.9",
        "10.1.2.3; 198.51.100.1; 198.51.100.1",
        "10.1.2.3; 203.0.113.5, 198.51.100.1; 198.51.100.1",
        "10.1.2.3; 203.0.113.5, 198.51.100.1, 10.9.9.9; 198.51.100.1",
        "10.1.2.3; 203.0.113.5 | 198.51.100.1 | 192.0.2.7; 198.51.100.1",
        "192.0.2.7; 198.51.100.1; 198.51.100.1",
        "192.0.2.8; 198.51.100.1; 192.0.2.8",
        "2001:db8:1:2::3; 2001:db8:f::1; 2001:db8:f::1",
        "2001:db8:2::3; 2001:db8:f::1; 2001:db8:2::3",
        "::ffff:10.1.2.3; 198.51.100.1; 198.51.100.1",
        "10.1.2.3; [2001:db8:f::1]; 2001:db8:f::1",
        "10.1.2.3; [198.51.100.1]; 10.1.2.3",
        "10.1.2.3; 10.4.4.4; 10.4.4.4",
        "10.1.2.3; 198.51.100.1, nonsense; 10.1.2.3",
        "10.1.2.3; nonsense, 198.51.100.1; 198.51.100.1",
        "10.1.2.3; 198.51.100.1, ; 10.1.2.3",
        "10.1.2.3; localhost; 10.1.2.3",
        "10.1.2.3; 198.51.100.1, 10.2.2.2, unknown, 10.3.3.3; 10.3.3.3",
        "10.1.2.3; 1.2.3.4.5; 10.1.2.3",
        "10.1.2.3; 999.1.1.1; 10.1.2.3",
        "10.1.2.3; 198.51.100.1:8080; 10.1.2.3",
        "fe80::7%eth0; 198.51.100.1; fe80::7",
        "[fe80:0:0:0:0:0:0:7%enp0s3.1]; 198.51.100.1; fe80::7",
      })
  void onlyWhatATrustedOneAddedCounts(String peer, String lines, String sender) {
    List<String> header = Arrays.stream(lines.split("\\|")).map(String::strip).toList();
    assertEquals(address(sender), PROXIES.sender(address(peer), header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.9", "10.1.2.3"})
  void withoutTheHeaderItIsThePeer(String peer) {
    assertEquals(address(peer), PROXIES.sender(address(peer), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "::1"})
  void nobodyIsTrustedByItself(String peer) {
    assertEquals(address(peer), TrustedProxies.NONE.sender(address(peer), List.of("198.51.100.1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "2001:db8::/129",
        "10.0.0.0/",
        "/8",
        "proxy.example",
        "10.0.0.1,",
        "10.0.0.1;",
        "10.0.0/8",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "::g",
        "10.0.0.0/8 10.0.0.1"
      })
  void whatIsNoListOfBlocksIsRefused(String text) {
    assertEquals(Optional.empty(), TrustedProxies.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "10.0.0.1/32", "[2001:db8::1]", " 10.0.0.1 , ::1 "})
  void aBlockMayBeEverythingOrOneAddress(String text) {
    assertTrue(TrustedProxies.parse(text).isPresent());
  }

  private static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }
}
