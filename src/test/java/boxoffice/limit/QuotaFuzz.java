package boxoffice.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/** A quota is two whole numbers within their bounds, and is written as it was read. */
final class QuotaFuzz {
  private QuotaFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = Inputs.text(input);
    String[] parts = text.split("/", -1);
    boolean right = parts.length == 2 && isWhole(parts[0], 1_000_000) && isWhole(parts[1], 86_400);
    Optional<Quota> wanted =
        right
            ? Optional.of(
                new Quota(
                    Integer.parseInt(parts[0]), Duration.ofSeconds(Integer.parseInt(parts[1]))))
            : Optional.empty();
    assertEquals(wanted, Quota.parse(text));
    wanted.ifPresent(
        quota -> assertEquals(text, quota.requests() + "/" + quota.window().toSeconds()));
  }

  private static boolean isWhole(String text, int most) {
    return text.matches("[1-9][0-9]*")
        && new BigInteger(text).compareTo(BigInteger.valueOf(most)) <= 0;
  }
}
