package boxoffice.chaos;

import boxoffice.Await;
import boxoffice.TcpProxy;
import boxoffice.embedded.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One fat jar in a process of its own, always at the same port, and when no answer can be expected
 * of it. Every other instance reaches its servers over wires that can be cut.
 */
final class Instance implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);

  /** What a stop may take by the design, and the time to notice it. */
  private static final Duration STOP = Duration.ofSeconds(12);

  private static final Duration DUMP = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = 20_000_000;
  private static final long AFTER_THAW_NANOS = 250_000_000;

  private final int number;
  private final int port = DataDirectory.freePort();
  private final Launch launch;
  private final Stalls stalls;
  private final Optional<TcpProxy> redisWire;
  private final Optional<TcpProxy> postgresWire;
  private volatile Optional<Process> process = Optional.empty();

  Instance(int number, Launch launch, Stalls stalls) {
    this.number = number;
    this.launch = launch;
    this.stalls = stalls;
    boolean wired = number % 2 == 0;
    this.redisWire = wired ? Optional.of(TcpProxy.before(launch.redisUrl())) : Optional.empty();
    this.postgresWire =
        wired ? Optional.of(TcpProxy.before(launch.databaseUrl())) : Optional.empty();
  }

  int number() {
    return number;
  }

  int port() {
    return port;
  }

  Optional<TcpProxy> redisWire() {
    return redisWire;
  }

  Optional<TcpProxy> postgresWire() {
    return postgresWire;
  }

  boolean isAlive() {
    return process.filter(Process::isAlive).isPresent();
  }

  /** It is answered for: neither dead, nor frozen, nor still starting. */
  boolean isUp() {
    return isAlive() && !stalls.isOpen(number);
  }

  /** Does not wait until it sells. */
  void start() {
    if (isAlive()) {
      return;
    }
    stalls.begin(number);
    try {
      Process started =
          launch.start(
              number,
              port,
              redisWire.map(TcpProxy::url).orElse(launch.redisUrl()),
              postgresWire.map(TcpProxy::url).orElse(launch.databaseUrl()));
      process = Optional.of(started);
      Thread.ofVirtual().name("until-ready-" + number).start(() -> endStallWhenReady(started));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endStallWhenReady(Process started) {
    while (started.isAlive()) {
      if (isReady()) {
        stalls.end(number);
        return;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** What it says itself. */
  boolean isReady() {
    return answer("/readyz").filter(answer -> answer.status() == 200).isPresent();
  }

  Optional<HttpAnswer> answer(String path) {
    try (var line = new HttpLine(port)) {
      return line.open()
          ? Optional.of(line.ask("GET", path, Optional.empty(), Optional.empty(), ""))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void awaitReady() {
    Await.until(
        READY,
        () -> "instance " + number + " does not sell:\n" + launch.tail(number) + "\n" + threads(),
        () -> isUp() && isReady());
  }

  void freeze() {
    stalls.begin(number);
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
    LockSupport.parkNanos(AFTER_THAW_NANOS);
    stalls.end(number);
  }

  void kill() {
    stalls.begin(number);
    process.ifPresent(Process::destroyForcibly);
    waitFor();
  }

  /**
   * Asks it to end.
   *
   * @param signal "-TERM" or "-INT"
   * @return whether it ended in time; else it was killed
   */
  boolean stop(String signal) {
    stalls.begin(number);
    signal(signal);
    boolean ended = waitFor();
    kill();
    return ended;
  }

  /** Never to come back: nothing is expected of it any more. */
  void forget() {
    stalls.end(number);
  }

  /** What each of its threads is doing, virtual ones too, or why that can't be told. */
  private String threads() {
    try {
      Path file = Files.createTempFile("threads", ".txt");
      try {
        Process dump =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(process.map(Process::pid).orElse(0L)),
                    "Thread.dump_to_file",
                    "-overwrite",
                    file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = dump.waitFor(DUMP.toMillis(), TimeUnit.MILLISECONDS);
        dump.destroyForcibly();
        return ended && dump.exitValue() == 0 ? Files.readString(file) : "it tells no threads";
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return "its threads can't be told: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private void signal(String signal) {
    Signals.send(signal, process.map(Process::pid).stream().toList());
  }

  private boolean waitFor() {
    try {
      return process.isEmpty() || process.get().waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  List<String> lastLines() {
    return launch.tail(number).lines().toList();
  }

  @Override
  public void close() {
    kill();
    redisWire.ifPresent(TcpProxy::close);
    postgresWire.ifPresent(TcpProxy::close);
  }
}
