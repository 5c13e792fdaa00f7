package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import java.util.Optional;

/**
 * A key is read where {@link StructuredString} reads one of 1 to 255 characters, and written as RFC
 * 8941 writes it it is the same key. The input is a line of the header.
 */
final class IdempotencyKeyFuzz {
  private static final int LONGEST_LINE = 1_000;

  private IdempotencyKeyFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String line = Inputs.header(input);
    Optional<String> wanted =
        StructuredString.read(line)
            .filter(value -> !value.isEmpty() && value.length() <= 255)
            .filter(value -> line.length() <= LONGEST_LINE);
    assertEquals(wanted, IdempotencyKey.parse(line).map(IdempotencyKey::value));
    wanted.ifPresent(IdempotencyKeyFuzz::checkWriting);
  }

  private static void checkWriting(String value) {
    String written = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    var key = new IdempotencyKey(value);
    assertEquals(Optional.of(key), IdempotencyKey.parse(written));
    assertEquals(22, key.digest().length());
  }
}
