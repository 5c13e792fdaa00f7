package boxoffice.chaos;

import java.nio.file.Path;

/** {@code make chaos}. */
public final class ChaosMain {
  private ChaosMain() {}

  /** The settings come from the environment; the exit code says whether all promises held. */
  public static void main(String[] arguments) throws InterruptedException {
    ChaosSettings settings = ChaosSettings.read(System.getenv());
    boolean held = new Chaos(settings, Path.of("target", "chaos", "servers")).run();
    System.exit(held ? 0 : 1);
  }
}
