package boxoffice.bench;

/** {@code make bench}. */
public final class BenchMain {
  private BenchMain() {}

  /** The settings come from the environment; the exit code says whether all could be measured. */
  public static void main(String[] arguments) {
    try {
      new Bench(BenchSettings.read(System.getenv())).run();
    } catch (RuntimeException e) {
      System.err.println("bench: " + e.getMessage());
      if (!(e instanceof BenchException)) {
        e.printStackTrace();
      }
      System.exit(1);
    }
    System.exit(0);
  }
}
