package boxoffice.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A minute of what {@code make chaos} does for ten, and a proof that it can fail. */
class ChaosIT {
  private static final Path DIRECTORY = Path.of("target", "chaos-it", "servers");
  private static final Duration CUT = Duration.ofSeconds(50);
  private static final long SEED = 5;

  @Test
  void promisesHoldThroughAMinuteOfFaults() throws InterruptedException {
    assertTrue(new Chaos(new ChaosSettings(SEED, CUT, "", 0, ""), DIRECTORY).run(), "see above");
  }

  @ParameterizedTest
  @EnumSource(names = {"RESURRECTED_CANCEL", "DISHONEST_SOLD_OUT"})
  void aServiceThatWasBrokenOnPurposeIsFound(BrokenVariant variant) throws InterruptedException {
    assertTrue(new Variants(DIRECTORY).isFound(variant, SEED), variant + " was not found");
  }
}
