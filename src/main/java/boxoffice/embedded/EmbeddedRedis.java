package boxoffice.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis server of our own, with its data under a directory that outlives it. It makes itself a
 * daemon and with that a session of its own, so that a Ctrl-C meant for us does not reach it.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final String EXECUTABLE = "redis-server";

  /** Paths are relative, so that none needs quoting; those after dir are relative to it. */
  private static final String SETTINGS =
      """
      dir data
      port %d
      requirepass %s
      bind 127.0.0.1
      daemonize yes
      pidfile ../redis.pid
      logfile ../server.log
      save ""
      appendonly yes
      appendfsync always
      maxmemory-policy noeviction
      """;

  private final ServerDirectory directory;
  private final Program program;
  private final OwnProcesses processes;
  private int port;

  private EmbeddedRedis(ServerDirectory directory) {
    this.directory = directory;
    this.processes = new OwnProcesses(directory.path());
    this.program =
        Program.install(
            directory.path(),
            Platform.current().redisResource(),
            EXECUTABLE,
            EmbeddedRedis::unpack);
  }

  /** Starts the server whose data is in the directory {@code redis} under the one given. */
  public static EmbeddedRedis start(Path dataDirectory) {
    ServerDirectory directory = ServerDirectory.open(dataDirectory, "redis");
    try {
      EmbeddedRedis redis = new EmbeddedRedis(directory);
      redis.endOrphan();
      redis.startOnAnyPort();
      return redis;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  public String url() {
    return "redis://:" + directory.password() + "@127.0.0.1:" + port;
  }

  /** Starts it again after {@link #stop} or {@link #kill}, on the same port and data. */
  public synchronized void start() {
    if (processes.none() && !tryStart()) {
      throw new EmbeddedServerException("Port " + port + " is taken: start again on another one.");
    }
  }

  /** Stops it in good order, or kills it where that takes too long. */
  public synchronized void stop() {
    processes.alive().forEach(ProcessHandle::destroy);
    processes.awaitNone(Bounds.STOP);
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

  private static void unpack(InputStream resource, Path target) throws IOException {
    Path file = target.resolve(EXECUTABLE);
    Files.copy(resource, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void endOrphan() {
    if (!processes.none()) {
      stop();
      log.info("Ended the Redis that a killed process left in {}", directory.shown());
    }
  }

  private void startOnAnyPort() {
    for (int attempt = 0; attempt < Bounds.PORT_ATTEMPTS; attempt++) {
      port = FreePort.choose();
      if (tryStart()) {
        return;
      }
    }
    throw new EmbeddedServerException("Every port chosen for Redis was taken: try again.");
  }

  /** Whether it runs now; false means that the port is taken. */
  private boolean tryStart() {
    Instant begin = Instant.now();
    Path serverLog = directory.path().resolve("server.log");
    Path settings = directory.path().resolve("redis.conf");
    try {
      Files.createDirectories(directory.path().resolve("data"));
      Files.deleteIfExists(serverLog);
      directory.writePrivately(settings, SETTINGS.formatted(port, directory.password()));
      Command.Result result =
          new Command(
                  directory.path(),
                  List.of(program.executable(EXECUTABLE).toString(), "redis.conf"))
              .run(Bounds.COMMAND);
      RedisProbe probe = new RedisProbe(port, directory.password());
      Waiting.until(Bounds.START, () -> probe.isReady() || processes.none());
      if (probe.isReady()) {
        log.info(
            "Redis {} started on port {}, data in {} ({} ms)",
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
          "Redis does not start on the data in "
              + directory.shown()
              + ": read server.log there, which ends with: "
              + said.strip().lines().reduce("", (before, line) -> line));
    } catch (IOException e) {
      throw ServerDirectory.notWritable(directory.shown(), e);
    }
  }
}
