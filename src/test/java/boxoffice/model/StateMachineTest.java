package boxoffice.model;

import static org.junit.jupiter.api.Assertions.fail;

import boxoffice.TestApp;
import boxoffice.TestTokens;
import boxoffice.TestWorld;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever buyers do, one after the other, good or bad: each answer is the one that {@link
 * ModelBoxOffice} would give, in an open service and in one that asks for tokens. What fails is
 * told as the fewest steps that fail. {@code -Dboxoffice.model.tries} plays more games, {@code
 * -Dboxoffice.model.seed} the same ones again.
 */
@Timeout(3_600)
class StateMachineTest {
  private static final int TRIES = Integer.getInteger("boxoffice.model.tries", 12);
  private static final int STEPS = 40;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theServiceDoesWhatTheModelDoes(boolean tokens) {
    long seed = Long.getLong("boxoffice.model.seed", ThreadLocalRandom.current().nextLong());
    var random = new Random(seed);
    try (var service = new RestartedService(tokens ? TestTokens.settings() : Map.of())) {
      for (int game = 0; game < TRIES; game++) {
        List<Step> steps = Step.random(random, STEPS);
        if (isWrong(service, steps)) {
          tell(service, steps, "-Dboxoffice.model.seed=" + seed);
        }
      }
    }
  }

  private static boolean isWrong(Play.Service service, List<Step> steps) {
    try {
      new Play(service).all(steps);
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  private static void tell(Play.Service service, List<Step> steps, String seed) {
    List<Step> fewest = Shrinking.shortest(steps, some -> isWrong(service, some));
    String told = fewest.stream().map(Step::toString).collect(Collectors.joining("\n"));
    try {
      new Play(service).all(fewest);
    } catch (AssertionError e) {
      fail(seed + " fails by\n" + told + "\n" + e.getMessage(), e);
    }
    fail(seed + " failed once, and not again by\n" + told);
  }

  /** In a world that outlives each start. */
  private static final class RestartedService implements Play.Service, AutoCloseable {
    private final TestWorld world = TestWorld.fresh();
    private final Map<String, String> settings;
    private TestApp app;

    RestartedService(Map<String, String> settings) {
      this.settings = settings;
      this.app = TestApp.patient(world, settings);
    }

    @Override
    public TestApp app() {
      return app;
    }

    @Override
    public boolean asksForTokens() {
      return !settings.isEmpty();
    }

    @Override
    public void restart() {
      app.close();
      app = TestApp.patient(world, settings);
    }

    @Override
    public void close() {
      app.close();
      world.close();
    }
  }
}
