package boxoffice.fuzz;

import java.io.IOException;
import java.util.List;

/** {@code make fuzz}. */
public final class FuzzMain {
  private static final int SECONDS = 60;

  private FuzzMain() {}

  /**
   * {@code FUZZ_SECONDS} is for each target, {@code FUZZ_TARGET} part of the names of those to run.
   * The exit code says whether nothing was found.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = Integer.parseInt(setting("FUZZ_SECONDS", Integer.toString(SECONDS)));
    String name = setting("FUZZ_TARGET", "");
    List<FuzzTarget> targets =
        FuzzTarget.all().stream().filter(target -> target.name().contains(name)).toList();
    if (targets.isEmpty()) {
      System.err.printf(
          "fuzz: no target is called like %s; there are: %s%n", name, FuzzTarget.all());
      System.exit(2);
    }
    boolean clean = true;
    for (FuzzTarget target : targets) {
      FuzzRun run = FuzzRun.of(target, seconds);
      System.out.println(run.report());
      clean &= run.isClean();
    }
    System.exit(clean ? 0 : 1);
  }

  private static String setting(String name, String otherwise) {
    String value = System.getenv().getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }
}
