package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids in paths and queries are what the pattern of plain digits and big integers say they are. */
final class IdsFuzz {
  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]*");
  private static final BigInteger MOST = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);

  private IdsFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = Inputs.text(input);
    Optional<BigInteger> wanted =
        Optional.of(text)
            .filter(digits -> DIGITS.matcher(digits).matches())
            .map(BigInteger::new)
            .filter(id -> id.compareTo(MOST) <= 0);
    Optional<Long> read = Refused.orRead(() -> Ids.parse("id", text, Ids.MAX, Ids.RULE));
    assertEquals(wanted, read.map(BigInteger::valueOf));
    read.ifPresent(id -> assertEquals(text, Long.toString(id)));
  }
}
