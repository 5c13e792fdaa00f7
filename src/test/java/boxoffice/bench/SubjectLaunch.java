package boxoffice.bench;

import boxoffice.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the servers that are measured, all with the same flags and settings.
 *
 * @param javaFlags of the JVM
 * @param settings of the service
 * @param directory where their output goes
 */
record SubjectLaunch(List<String> javaFlags, Map<String, String> settings, Path directory) {
  private static final Path JAR = Path.of("target", "boxoffice.jar");
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";

  SubjectLaunch(BenchSettings settings, BenchPostgres postgres, BenchRedis redis, Path directory) {
    this(
        settings.javaFlags(),
        Map.of(
            "DATABASE_URL", postgres.url(),
            "DATABASE_USER", postgres.user(),
            "DATABASE_PASSWORD", postgres.password(),
            "REDIS_URL", redis.url()),
        directory);
  }

  Subject product() {
    return product(settings, "product.log");
  }

  /** Beside the other, on the same servers. */
  Subject askingForTokens() {
    Map<String, String> asking = new HashMap<>(settings);
    asking.putAll(TestTokens.settings());
    return product(asking, "asking-for-tokens.log");
  }

  private Subject product(Map<String, String> withSettings, String log) {
    if (!Files.exists(JAR)) {
      throw new BenchException("There is no " + JAR + ": run `make build`.");
    }
    List<String> command = java(javaFlags);
    command.addAll(List.of("-jar", JAR.toString()));
    return Subject.start(command, withSettings, directory.resolve(log));
  }

  Subject baseline(BaselineServer.Kind kind) {
    List<String> command = java(javaFlags.stream().map(this::ownArchive).toList());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            BaselineServer.class.getName(),
            kind.name()));
    return Subject.start(command, settings, directory.resolve(kind.file()));
  }

  private static List<String> java(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    return command;
  }

  /** Other classes than the product's would take its archive of classes away. */
  private String ownArchive(String flag) {
    return flag.startsWith(ARCHIVE) ? ARCHIVE + directory.resolve("baseline.jsa") : flag;
  }
}
