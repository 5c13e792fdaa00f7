package boxoffice.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, with its data under a directory that outlives it. It runs in a
 * session of its own (pg_ctl sees to that), so that a Ctrl-C meant for us does not reach it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final ServerDirectory directory;
  private final Program program;
  private final PostgresCluster cluster;
  private final OwnProcesses processes;
  private int port;

  private EmbeddedPostgres(ServerDirectory directory) {
    this.directory = directory;
    this.processes = new OwnProcesses(directory.path());
    this.program =
        Program.install(
            directory.path(),
            Platform.current().postgresResource(),
            "bin/postgres",
            PostgresArchive::unpack);
    this.cluster = new PostgresCluster(directory, program, Unprivileged.in(directory.path()));
  }

  /** Starts the server whose data is in the directory {@code postgres} under the one given. */
  public static EmbeddedPostgres start(Path dataDirectory) {
    ServerDirectory directory = ServerDirectory.open(dataDirectory, "postgres");
    try {
      EmbeddedPostgres postgres = new EmbeddedPostgres(directory);
      postgres.endOrphan();
      postgres.cluster.prepare();
      postgres.startOnAnyPort();
      return postgres;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return PostgresCluster.USER;
  }

  public String password() {
    return directory.password();
  }

  /** Starts it again after {@link #stop} or {@link #kill}, on the same port and data. */
  public synchronized void start() {
    if (processes.none() && !tryStart()) {
      throw new EmbeddedServerException("Port " + port + " is taken: start again on another one.");
    }
  }

  /** Stops it in good order, or kills it where that takes too long. */
  public synchronized void stop() {
    cluster
        .recordedProcess()
        .filter(pid -> ProcessHandle.of(pid).filter(processes::isOurs).isPresent())
        .ifPresent(
            postmaster -> {
              cluster.askToStop(postmaster);
              processes.awaitNone(Bounds.STOP);
            });
    processes.kill();
  }

  /** Ends all its processes at once, as kill -9 does. */
  public synchronized void kill() {
    processes.kill();
  }

  @Override
  public synchronized void close() {
    try {
      stop();
    } finally {
      directory.close();
    }
  }

  private void endOrphan() {
    List<ProcessHandle> found = processes.alive();
    if (!found.isEmpty()) {
      stop();
      log.info("Ended the PostgreSQL that a killed process left in {}", directory.shown());
    }
  }

  private void startOnAnyPort() {
    for (int attempt = 0; attempt < Bounds.PORT_ATTEMPTS; attempt++) {
      port = FreePort.choose();
      if (tryStart()) {
        return;
      }
    }
    throw new EmbeddedServerException("Every port chosen for PostgreSQL was taken: try again.");
  }

  /** Whether it runs now; false means that the port is taken. */
  private boolean tryStart() {
    Instant begin = Instant.now();
    Path serverLog = directory.path().resolve("server.log");
    try {
      Files.deleteIfExists(serverLog);
      Command.Result result = cluster.start(port, Bounds.START);
      if (result.succeeded()) {
        log.info(
            "PostgreSQL {} started on port {}, data in {} ({} ms)",
            program.version(),
            port,
            directory.shown(),
            Duration.between(begin, Instant.now()).toMillis());
        return true;
      }
      processes.kill();
      String said = Files.exists(serverLog) ? Files.readString(serverLog) : result.output();
      if (said.contains("Address already in use")) {
        return false;
      }
      throw new EmbeddedServerException(
          "PostgreSQL does not start on the data in "
              + directory.shown()
              + ": read server.log there, which ends with: "
              + said.strip().lines().reduce("", (before, line) -> line));
    } catch (IOException e) {
      throw ServerDirectory.notWritable(directory.shown(), e);
    }
  }
}
