package boxoffice.bench;

import boxoffice.embedded.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that is measured: a JVM of its own. */
final class Subject implements AutoCloseable {
  private static final long READY_NANOS = 60_000_000_000L;
  private static final long LOOK_NANOS = 2_000_000;

  /** What a stop may take by the design, and the time to write the archive of classes. */
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final int port;
  private final Path output;
  private final long begin;
  private final boolean asksForTokens;

  private Subject(Process process, int port, Path output, long begin, boolean asksForTokens) {
    this.process = process;
    this.port = port;
    this.output = output;
    this.begin = begin;
    this.asksForTokens = asksForTokens;
  }

  /** Starts it on a free port, with these settings and no others. */
  static Subject start(List<String> command, Map<String, String> settings, Path output) {
    int port = DataDirectory.freePort();
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
    builder.environment().putAll(settings);
    builder.environment().put("PORT", Integer.toString(port));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      long begin = System.nanoTime();
      boolean asksForTokens = settings.containsKey("AUTH_JWT_SECRET");
      return new Subject(builder.start(), port, output, begin, asksForTokens);
    } catch (IOException e) {
      throw new BenchException("a server could not be started: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until it sells.
   *
   * @return seconds since its start
   */
  double awaitReady() {
    while (Http.status(port, "/readyz") != 200) {
      if (!process.isAlive() || System.nanoTime() - begin > READY_NANOS) {
        throw new BenchException("a server does not get ready and said: " + said());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  int port() {
    return port;
  }

  boolean asksForTokens() {
    return asksForTokens;
  }

  long pid() {
    return process.pid();
  }

  double cpuSeconds() {
    return CpuTime.ofTree(process.pid());
  }

  private String said() {
    try {
      return Files.readString(output).strip();
    } catch (IOException e) {
      return "nothing that can be read: " + e.getMessage();
    }
  }

  /** In good order, if that does not take too long. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
