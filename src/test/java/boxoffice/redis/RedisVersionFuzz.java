package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.fuzz.Inputs;
import java.util.regex.Pattern;

/** A version that begins with 6.2 to 6.9, or with 7 and more, will do, and no other. */
final class RedisVersionFuzz {
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})*");
  private static final Pattern GOOD =
      Pattern.compile("0*(6\\.0*([2-9]|[1-9][0-9]+)([.-].*)?|([7-9]|[1-9][0-9]+)([.-].*)?)");

  private RedisVersionFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String version = Inputs.text(input);
    try {
      RedisServer.requireVersion(version);
      assertTrue(GOOD.matcher(version).matches(), version);
    } catch (UnsuitableRedisException refused) {
      Inputs.assertOneLine(String.valueOf(refused.getMessage()));
      assertFalse(NUMBERS.matcher(version).matches() && GOOD.matcher(version).matches(), version);
    }
  }
}
