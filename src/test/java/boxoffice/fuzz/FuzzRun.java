package boxoffice.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of Jazzer on one target, in a JVM of its own. What it learned stays in {@code
 * target/fuzz}, and the next run begins with it.
 *
 * @param log all that Jazzer said
 */
record FuzzRun(FuzzTarget target, int exitCode, String log) {
  private static final Path DIRECTORY = Path.of("target", "fuzz");

  /** How long one input may take, the first too, which loads the classes. */
  private static final int PATIENCE_SECONDS = 10;

  /** A header has as much room. */
  private static final int LONGEST_INPUT = 8_192;

  /** Reading the seeds, and the last input. */
  private static final int SECONDS_BESIDE = 120;

  /**
   * What guides the fuzzer. The targets do, too, with what they hold a parser against: so a parser
   * that is a library's need not be watched, which would take half a minute before the first input.
   */
  private static final String WATCHED = "boxoffice.**";

  private static final Pattern BEGIN = Pattern.compile("INITED cov: (\\d+)");
  private static final Pattern END =
      Pattern.compile("#(\\d+)\\s+\\S+\\s+cov: (\\d+) ft: \\d+ corp: (\\d+)");
  private static final Pattern SECONDS = Pattern.compile("Done \\d+ runs in (\\d+) second");
  private static final Pattern FINDING =
      Pattern.compile(
          "^== Java Exception(?:(?!DEDUP_TOKEN).*\\n)++|^==\\d++== ERROR: libFuzzer.*$",
          Pattern.MULTILINE);
  private static final Pattern FILE = Pattern.compile("Test unit written to (\\S+)");

  static FuzzRun of(FuzzTarget target, int seconds) throws IOException, InterruptedException {
    Path directory = DIRECTORY.resolve(target.name());
    Path corpus = Files.createDirectories(directory.resolve("corpus"));
    Path log = log(target);
    Process jazzer =
        new ProcessBuilder(command(target, seconds, directory, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var end = new Thread(jazzer::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      if (!jazzer.waitFor(seconds + SECONDS_BESIDE, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Jazzer does not come to its end, see " + log);
      }
    } finally {
      jazzer.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(end);
    }
    return new FuzzRun(
        target, jazzer.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
  }

  private static List<String> command(FuzzTarget target, int seconds, Path directory, Path corpus) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:+EnableDynamicAgentLoading", // Which is how Jazzer gets to watch classes.
        "--enable-native-access=ALL-UNNAMED",
        "-Dorg.slf4j.simpleLogger.log.boxoffice=off",
        "-classpath",
        System.getProperty("java.class.path"),
        Jazzer.class.getName(),
        "--target_class=" + target.className(),
        "--instrumentation_includes=" + WATCHED,
        "--custom_hook_includes=" + WATCHED,
        "--reproducer_path=" + directory,
        "-artifact_prefix=" + directory + "/",
        "-max_total_time=" + seconds,
        "-max_len=" + LONGEST_INPUT,
        "-timeout=" + PATIENCE_SECONDS,
        corpus.toString(),
        target.kept().toString());
  }

  private static Path log(FuzzTarget target) {
    return DIRECTORY.resolve(target.name()).resolve("log");
  }

  boolean isClean() {
    return exitCode == 0;
  }

  /** A line, and more where something was found, or where Jazzer could not run. */
  String report() {
    String line = "%-20s %s, ".formatted(target.name(), figures());
    if (isClean()) {
      return line + "nothing found";
    }
    return FILE.matcher(log).find()
        ? line + "FOUND\n" + finding()
        : line + "FAILED with exit code " + exitCode + ", see " + log(target);
  }

  private String figures() {
    Matcher begin = BEGIN.matcher(log);
    String first = begin.find() ? begin.group(1) : "?";
    List<String> last = List.of("0", "?", "?");
    for (Matcher end = END.matcher(log); end.find(); ) {
      last = List.of(end.group(1), end.group(2), end.group(3));
    }
    Matcher seconds = SECONDS.matcher(log);
    return "%,11d executions%s, coverage %s -> %s, %s inputs kept"
        .formatted(
            Long.parseLong(last.get(0)),
            seconds.find() ? " in " + seconds.group(1) + " s" : "",
            first,
            last.get(1),
            last.get(2));
  }

  private String finding() {
    List<String> lines = new ArrayList<>();
    Matcher finding = FINDING.matcher(log);
    lines.add(finding.find() ? finding.group().strip() : "see " + log(target));
    Matcher file = FILE.matcher(log);
    if (file.find()) {
      lines.add(
          "The input is " + file.group(1) + ". To keep it for good, under a name of its own:");
      lines.add("  cp %s %s/NAME".formatted(file.group(1), target.kept()));
      lines.add("  mvn test -Dtest=FuzzReplayTest");
    }
    return String.join("\n", lines).indent(2).stripTrailing();
  }
}
