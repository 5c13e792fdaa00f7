package boxoffice.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** A short-lived program of a server, such as initdb, run in a directory. */
record Command(Path directory, List<String> words) {
  /** ETXTBSY, as the JDK reports it. */
  private static final Pattern BUSY = Pattern.compile("error[:=] ?26\\b");

  private static final int ATTEMPTS_WHILE_BUSY = 50;
  private static final Duration PAUSE_WHILE_BUSY = Duration.ofMillis(20);

  /** How a command ended, and what it printed. */
  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** Runs it to its end; it is killed when that takes longer than the limit. */
  Result run(Duration limit) {
    try {
      // A file and not a pipe: a server that inherits a pipe would keep it open for ever.
      Path output = Files.createTempFile(directory, "command", ".out");
      try {
        return run(limit, output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "Could not run "
              + words.getFirst()
              + " in "
              + directory
              + " ("
              + e.getMessage()
              + "): see to it that this user may write there and run programs from there.",
          e);
    }
  }

  private Result run(Duration limit, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    clean(builder.environment());
    Process process = start(builder);
    boolean ended = Waiting.until(limit, () -> !process.isAlive());
    if (!ended) {
      process.destroyForcibly();
    }
    String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    return ended
        ? new Result(process.exitValue(), text)
        : new Result(-1, text + " (no end after " + limit.toSeconds() + " s)");
  }

  /**
   * A program that was just unpacked may be busy for a moment: another thread that starts a process
   * passes on whatever this one had open for writing, until its own program runs.
   */
  private static Process start(ProcessBuilder builder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return builder.start();
      } catch (IOException e) {
        if (!BUSY.matcher(String.valueOf(e.getMessage())).find()
            || attempt == ATTEMPTS_WHILE_BUSY) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_WHILE_BUSY.toNanos());
      }
    }
  }

  /** Settings meant for other PostgreSQL clients and servers must not leak into ours. */
  private static void clean(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    environment.put("LC_ALL", "C");
  }
}
