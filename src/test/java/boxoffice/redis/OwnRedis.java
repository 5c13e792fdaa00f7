package boxoffice.redis;

import boxoffice.TestServers;
import boxoffice.embedded.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A durable Redis of the test's own, which may be killed, robbed and misconfigured. */
final class OwnRedis implements AutoCloseable {
  private final Path directory = TestServers.temporaryDirectory();
  private final EmbeddedRedis server = EmbeddedRedis.start(directory);
  private final RedisClient client = RedisClient.create(server.url());
  private final StatefulRedisConnection<String, String> connection = client.connect();

  String url() {
    return server.url();
  }

  RedisCommands<String, String> commands() {
    return connection.sync();
  }

  void kill() {
    server.kill();
  }

  void start() {
    server.start();
  }

  /** What it wrote down is gone; it must not run. */
  void loseData() {
    try (Stream<Path> files = Files.walk(directory.resolve("redis").resolve("data"))) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst.subList(0, deepestFirst.size() - 1)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.shutdown();
    server.close();
  }
}
