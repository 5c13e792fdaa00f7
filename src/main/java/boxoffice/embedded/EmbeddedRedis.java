package boxoffice.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** A durable Redis server of our own, with its data under a directory that outlives it. */
public final class EmbeddedRedis extends EmbeddedServer {
  private static final String EXECUTABLE = "redis-server";

  /**
   * Paths are relative, so that none needs quoting; those after dir are relative to it. As a daemon
   * it has a session of its own.
   */
  private static final String SETTINGS =
      """
      dir data
      logfile ../server.log
      pidfile ../redis.pid
      daemonize yes
      bind 127.0.0.1
      port %d
      requirepass %s
      save ""
      appendonly yes
      appendfsync always
      maxmemory-policy noeviction
      """;

  private EmbeddedRedis(ServerDirectory directory, Program program) {
    super("Redis", directory, program);
  }

  /** Starts the server whose data is in the directory {@code redis} under the one given. */
  public static EmbeddedRedis start(Path dataDirectory) {
    String resource = Platform.current().redisResource();
    return startIn(
        ServerDirectory.open(dataDirectory, "redis"),
        new Program.Source(resource, EXECUTABLE, EmbeddedRedis::unpack),
        EmbeddedRedis::new);
  }

  private static void unpack(InputStream resource, Path target) throws IOException {
    Path file = target.resolve(EXECUTABLE);
    Files.copy(resource, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Where it is reached, its password included. */
  public String url() {
    return "redis://:" + directory.password() + "@127.0.0.1:" + port();
  }

  /** Forgets all it has, as an operator's FLUSHALL does. */
  public void flushAll() {
    if (!new RedisProbe(port(), directory.password()).says("FLUSHALL ASYNC", "+OK")) {
      throw new EmbeddedServerException("The embedded Redis could not be emptied: try again.");
    }
  }

  @Override
  void prepare() throws IOException {
    Files.createDirectories(directory.path().resolve("data"));
  }

  @Override
  Optional<String> launch(int port) throws IOException {
    directory.write("redis.conf", SETTINGS.formatted(port, directory.password()));
    Command.Result result =
        new Command(directory.path(), List.of(program.path(EXECUTABLE), "redis.conf"))
            .run(Bounds.COMMAND);
    RedisProbe probe = new RedisProbe(port, directory.password());
    Waiting.until(Bounds.START, () -> probe.isReady() || processes.none());
    return !processes.none() && probe.isReady() ? Optional.empty() : Optional.of(result.output());
  }

  /** SIGTERM makes it write down and sync what it has before it ends. */
  @Override
  void askToStop() {
    processes.alive().forEach(ProcessHandle::destroy);
  }
}
