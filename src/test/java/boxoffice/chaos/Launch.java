package boxoffice.chaos;

import boxoffice.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an instance is started: the jar, the servers, and settings by which it asks for tokens and
 * that make the seconds of a round long. Queues are small, so that they fill; what is retried is
 * retried soon.
 *
 * @param jar the fat jar
 * @param variant what is put before the jar to break it, if anything
 * @param directory where the output goes
 */
record Launch(
    Path jar,
    Optional<Path> variant,
    Path directory,
    String redisUrl,
    String databaseUrl,
    String databaseUser,
    String databasePassword) {

  /** Ctrl-C must not reach the instances by itself, and an interrupt must not be ignored there. */
  private static final String LEAD_A_SESSION =
      "use POSIX; POSIX::setsid(); $SIG{INT} = 'DEFAULT'; exec @ARGV";

  static final int QUEUE_CAPACITY = 100;
  private static final int TAIL_LINES = 30;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "QUEUE_CAPACITY", Integer.toString(QUEUE_CAPACITY),
          "SWEEP_AGE_MS", "1500",
          "SWEEP_INTERVAL_MS", "500",
          "AUDIT_INTERVAL_MS", "1000",
          "RETRY_FIRST_MS", "200",
          "RETRY_LONGEST_MS", "2000",
          "RECOVERY_INTERVAL_MS", "200");

  Process start(int number, int port, String redis, String database) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classpath = variant.map(path -> path + ":").orElse("") + jar;
    var builder =
        new ProcessBuilder(
            "perl",
            "-e",
            LEAD_A_SESSION,
            java,
            "-Xmx512m",
            "-XX:+UseCompactObjectHeaders",
            // None lives long enough for what the other compiler costs to pay.
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classpath,
            "boxoffice.BoxOffice");
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
    builder.environment().putAll(SETTINGS);
    builder.environment().putAll(TestTokens.settings());
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("REDIS_URL", redis);
    builder.environment().put("DATABASE_URL", database);
    builder.environment().put("DATABASE_USER", databaseUser);
    builder.environment().put("DATABASE_PASSWORD", databasePassword);
    builder.environment().put("DATA_DIR", directory.toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output(number).toFile()))
        .start();
  }

  /** The last lines that the instance said. */
  String tail(int number) {
    try {
      List<String> lines =
          Files.exists(output(number)) ? Files.readAllLines(output(number)) : new ArrayList<>();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path output(int number) {
    return directory.resolve("instance-" + number + ".log");
  }
}
