package boxoffice.bench;

import boxoffice.bench.Results.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a run takes place, and by which versions. */
final class ThisMachine {
  private ThisMachine() {}

  static Machine told(Stage stage) {
    BenchSettings settings = stage.settings();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", line("/proc/cpuinfo", "model name\\s*:\\s*(.*)"));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", line("/proc/meminfo", "MemTotal:\\s*(.*)"));
    facts.put("system", Command.output("uname", "-sr").strip());
    facts.put("Java", System.getProperty("java.vm.version"));
    facts.put("Java flags", String.join(" ", settings.javaFlags()));
    facts.put(
        "PostgreSQL", (String) stage.postgres().ask(sql -> sql.fetchValue("show server_version")));
    facts.put("Redis", stage.redis().version());
    facts.put("load", settings.ownLoad() ? "the load generator of the bench" : WrkLoad.version());
    for (String library : List.of("javalin", "lettuce-core", "postgresql", "jackson-databind")) {
      facts.put(library, version("<artifactId>" + library + "</artifactId><version>(.*?)<"));
    }
    facts.put("jooq", version("<jooq.version>(.*?)<"));
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), facts, commit(), commands(stage));
  }

  private static List<String> commands(Stage stage) {
    BenchSettings settings = stage.settings();
    List<String> commands = new ArrayList<>();
    commands.add(
        "make bench ROUNDS=%d SECONDS=%d".formatted(settings.rounds(), settings.seconds()));
    commands.add("java " + String.join(" ", settings.javaFlags()) + " -jar target/boxoffice.jar");
    if (!settings.ownLoad()) {
      Job job =
          Job.closed(
              Job.Asking.RESERVE,
              stage.product().port(),
              settings.seconds(),
              stage.events().fresh(),
              settings.users());
      commands.add(String.join(" ", WrkLoad.command(job)));
    }
    return commands;
  }

  /** With a mark if the sources have been changed since. */
  private static String commit() {
    if (!Command.exists("git")) {
      return "unknown";
    }
    return Command.output("sh", "-c", "git describe --always --dirty 2>/dev/null || echo unknown")
        .strip();
  }

  private static String version(String pattern) {
    return line("pom.xml", pattern);
  }

  /** What the group of the pattern is at its first match. */
  private static String line(String file, String pattern) {
    try {
      Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
      return found.find() ? found.group(1).strip() : "unknown";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
