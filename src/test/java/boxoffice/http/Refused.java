package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import java.util.Optional;
import java.util.function.Supplier;

/** What fuzz targets ask of a refusal. */
final class Refused {
  private Refused() {}

  /** What was read; empty if it was refused as an invalid request, in a sentence. */
  static <T> Optional<T> orRead(Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (Refusal refusal) {
      assertPlain(refusal.failure(), 400, "INVALID_REQUEST");
      return Optional.empty();
    }
  }

  static void assertPlain(Failure failure, int status, String code) {
    assertEquals(status, failure.status());
    assertEquals(code, failure.code());
    Inputs.assertSentence(failure.sentence());
  }
}
