package boxoffice.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that this process starts and stops, and that outlives it when it is killed. It runs in a
 * session of its own, so that a Ctrl-C meant for this process does not reach it, and no shutdown
 * hook stops it: whoever started it closes it when nothing needs it any more.
 */
abstract sealed class EmbeddedServer implements AutoCloseable
    permits EmbeddedPostgres, EmbeddedRedis {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final String PORT_TAKEN = "Address already in use";

  final ServerDirectory directory;
  final Program program;
  final OwnProcesses processes;
  private final String name;
  private int port;

  /** Makes one kind of server. */
  @FunctionalInterface
  interface Maker<S extends EmbeddedServer> {
    S make(ServerDirectory directory, Program program);
  }

  EmbeddedServer(String name, ServerDirectory directory, Program program) {
    this.name = name;
    this.directory = directory;
    this.program = program;
    this.processes = directory.processes();
  }

  /** Makes ready what the server needs on the disk; none of its processes runs meanwhile. */
  abstract void prepare() throws IOException;

  /** Tries to start the server, and tells why that failed if it did. */
  abstract Optional<String> launch(int port) throws IOException;

  /** Asks the server to shut down in good order. */
  abstract void askToStop();

  final int port() {
    return port;
  }

  /** Starts a server for the first time in this process; a failure leaves nothing behind. */
  static <S extends EmbeddedServer> S startIn(
      ServerDirectory directory, Program.Source source, Maker<S> maker) {
    boolean started = false;
    try {
      S server = maker.make(directory, source.install(directory));
      server.startFirst();
      started = true;
      return server;
    } catch (IOException e) {
      throw ServerDirectory.notWritable(directory.shown(), e);
    } finally {
      if (!started) {
        directory.processes().kill();
        directory.close();
      }
    }
  }

  final void startFirst() throws IOException {
    if (!processes.none()) {
      stop();
      log.info("Ended the {} that a killed process left in {}", name, directory.shown());
    }
    prepare();
    startOnAnyPort();
  }

  private void startOnAnyPort() throws IOException {
    for (int attempt = 0; attempt < Bounds.PORT_ATTEMPTS; attempt++) {
      port = FreePort.choose();
      if (startOn(port)) {
        return;
      }
    }
    throw new EmbeddedServerException(
        "Each port chosen for " + name + " was taken by another program: start again.");
  }

  /** Starts it again after {@link #stop} or {@link #kill}, on the same port and data. */
  public final synchronized void start() {
    try {
      if (!processes.none()) {
        return;
      }
      if (!Waiting.until(Bounds.PORT, () -> FreePort.isFree(port)) || !startOn(port)) {
        throw new EmbeddedServerException(
            "Another program took port " + port + " of " + name + ": end that program.");
      }
    } catch (IOException e) {
      throw ServerDirectory.notWritable(directory.shown(), e);
    }
  }

  /** Whether it runs now; false means that the port is taken. */
  final boolean startOn(int chosenPort) throws IOException {
    Instant begin = Instant.now();
    Path serverLog = directory.path().resolve("server.log");
    Files.deleteIfExists(serverLog);
    Optional<String> failure = launch(chosenPort);
    if (failure.isEmpty()) {
      long millis = Duration.between(begin, Instant.now()).toMillis();
      log.info(
          "{} {} started on port {}, data in {} ({} ms)",
          name,
          program.version(),
          chosenPort,
          directory.shown(),
          millis);
      return true;
    }
    processes.kill();
    String said = Files.exists(serverLog) ? Files.readString(serverLog) : "";
    if (said.contains(PORT_TAKEN)) {
      return false;
    }
    throw new EmbeddedServerException(
        "%s does not start on the data in %s: read server.log there, which ends with \"%s\""
            .formatted(name, directory.shown(), lastLine(said.isBlank() ? failure.get() : said)));
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (before, line) -> line);
  }

  /** Stops it in good order, or kills it where that takes too long. */
  public final synchronized void stop() {
    try {
      if (!processes.none()) {
        askToStop();
        processes.awaitNone(Bounds.STOP);
      }
    } finally {
      processes.kill();
    }
  }

  /** Ends all its processes at once, as kill -9 does. */
  public final synchronized void kill() {
    processes.kill();
  }

  /** Stops it and lets go of its directory. */
  @Override
  public final synchronized void close() {
    try {
      stop();
    } finally {
      directory.close();
    }
  }
}
