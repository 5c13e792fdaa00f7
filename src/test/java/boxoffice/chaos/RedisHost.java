package boxoffice.chaos;

import boxoffice.embedded.EmbeddedRedis;
import boxoffice.reservation.Partition;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The Redis of a run, with what may be done to it and to its file. */
final class RedisHost implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final EmbeddedRedis server;
  private final Freezer freezer;
  private final RedisClient client;
  private final Path file;
  private final Path copy;

  RedisHost(Path directory) {
    this.server = EmbeddedRedis.start(directory);
    this.freezer = new Freezer(directory);
    RedisURI uri = RedisURI.create(server.url());
    uri.setTimeout(ANSWER); // a frozen one does not finish a connection either
    this.client = RedisClient.create(uri);
    this.file = directory.resolve("redis").resolve("data").resolve("appendonly.aof");
    this.copy = directory.resolve("stale.aof");
    ask(
        RedisCommands
            ::ping); // loads the client's classes, which takes long in the middle of a rush
  }

  String url() {
    return server.url();
  }

  <T> T ask(Function<RedisCommands<String, String>, T> question) {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection.sync());
    }
  }

  /** Every change that PostgreSQL does not have yet. */
  Map<String, String> unsaved() {
    return ask(
        commands -> {
          Map<String, String> unsaved = new HashMap<>();
          for (int partition = 0; partition < Partition.COUNT; partition++) {
            unsaved.putAll(commands.hgetall("{" + partition + "}:unsaved"));
          }
          return unsaved;
        });
  }

  void freeze() {
    freezer.freeze();
  }

  void thaw() {
    freezer.thaw();
  }

  void kill() {
    server.kill();
  }

  void start() {
    server.start();
  }

  long fileSize() {
    return io(() -> Files.size(file));
  }

  /** While it does not run: all after this size was never written. */
  void truncateFile(long size) {
    io(
        () -> {
          try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.truncate(size);
          }
        });
  }

  /** While it does not run. */
  void deleteFile() {
    io(() -> Files.deleteIfExists(file));
  }

  void copyFile() {
    io(() -> Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING));
  }

  /** While it does not run. */
  void putCopyBack() {
    io(() -> Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING));
  }

  /** Killed first: it may be frozen, and nobody needs its data any more. */
  @Override
  public void close() {
    client.shutdown(Duration.ZERO, ANSWER);
    server.kill();
    server.close();
  }

  @FunctionalInterface
  private interface FileWork<T> {
    T run() throws IOException;
  }

  private static <T> T io(FileWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
