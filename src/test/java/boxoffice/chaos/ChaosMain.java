package boxoffice.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code make chaos}. */
public final class ChaosMain {
  private static final Path DIRECTORY = Path.of("target", "chaos", "servers");

  private ChaosMain() {}

  /** The settings come from the environment; the exit code says whether all promises held. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      System.exit(run(ChaosSettings.read(System.getenv())) ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println("chaos: " + e.getMessage());
      System.exit(2);
    }
  }

  private static boolean run(ChaosSettings settings) throws InterruptedException {
    return settings.variant().isEmpty()
        ? new Chaos(settings, DIRECTORY).run()
        : new Variants(DIRECTORY).areFound(variants(settings.variant()), settings.seed());
  }

  private static List<BrokenVariant> variants(String name) {
    return name.equals("all")
        ? List.of(BrokenVariant.values())
        : List.of(BrokenVariant.valueOf(name.toUpperCase(Locale.ROOT)));
  }
}
