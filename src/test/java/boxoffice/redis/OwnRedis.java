package boxoffice.redis;

import boxoffice.TestServers;
import boxoffice.embedded.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A durable Redis of the test's own, which may be killed, robbed and misconfigured. */
final class OwnRedis implements AutoCloseable {
  private final Path directory = TestServers.temporaryDirectory();
  private final Path data = directory.resolve("redis").resolve("data");
  private final Path file = data.resolve("appendonly.aof");
  private final Path copy = directory.resolve("copy.aof");
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
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path found : deepestFirst.subList(0, deepestFirst.size() - 1)) {
        Files.delete(found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How much it has written down so far. */
  long written() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it wrote down after so much is gone, as after a crash of its machine; it must not run. */
  void loseWhatWasWrittenAfter(long size) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies what it has written down so far, for {@link #loseWhatWasWrittenAfterTheCopy}. */
  void copy() {
    copy(file, copy);
  }

  /** What it wrote down is replaced by the copy; it must not run. */
  void loseWhatWasWrittenAfterTheCopy() {
    copy(copy, file);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.write(to, Files.readAllBytes(from)); // who may read and write the file stays
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
