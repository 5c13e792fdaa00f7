package boxoffice.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A minute of what {@code make chaos} does for ten. */
@Isolated
class ChaosIT {
  private static final Path DIRECTORY = Path.of("target", "chaos-it", "servers");
  private static final Duration CUT = Duration.ofSeconds(50);
  private static final long SEED = 5;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void promisesHoldThroughAMinuteOfFaults() throws InterruptedException {
    assertTrue(new Chaos(new ChaosSettings(SEED, CUT, "", 0, ""), DIRECTORY).run(), "see above");
  }
}
