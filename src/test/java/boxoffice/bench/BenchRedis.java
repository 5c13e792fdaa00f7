package boxoffice.bench;

import boxoffice.embedded.EmbeddedRedis;
import boxoffice.reservation.Partition;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A Redis of a run, durable as the embedded one is. */
final class BenchRedis implements AutoCloseable {
  private static final Duration SHUTDOWN = Duration.ofSeconds(1);
  private static final long LOOK_NANOS = 5_000_000;

  private final EmbeddedRedis server;
  private final long process;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  private BenchRedis(EmbeddedRedis server, Path directory) {
    this.server = server;
    this.process = ServerProcess.under(directory);
    this.client = RedisClient.create(server.url());
    this.connection = client.connect();
  }

  static BenchRedis start(Path directory) {
    return new BenchRedis(EmbeddedRedis.start(directory), directory);
  }

  String url() {
    return server.url();
  }

  String version() {
    return connection
        .sync()
        .info("server")
        .lines()
        .filter(line -> line.startsWith("redis_version:"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("");
  }

  /** How many changes PostgreSQL does not have yet. */
  long unsaved() {
    List<RedisFuture<Long>> asked =
        IntStream.range(0, Partition.COUNT)
            .mapToObj(partition -> connection.async().hlen("{" + partition + "}:unsaved"))
            .toList(); // all are asked before any is waited for
    return asked.stream().mapToLong(answer -> answer.toCompletableFuture().join()).sum();
  }

  /** How many tickets of the event are taken; 0 for one that is not loaded. */
  long holders(long event) {
    int partition = Partition.ofEvent(event);
    return connection.sync().hlen("{" + partition + "}:event:" + event + ":holders");
  }

  /**
   * Empties it and its append-only file, so that a rewriting during the next load has little to
   * write.
   */
  void empty() {
    connection.sync().flushall();
    awaitNoRewriting(); // a second one is refused
    connection.sync().bgrewriteaof();
    awaitNoRewriting();
  }

  private void awaitNoRewriting() {
    while (!connection.sync().info("persistence").contains("aof_rewrite_in_progress:0")) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  double cpuSeconds() {
    return CpuTime.ofTree(process);
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, SHUTDOWN);
    server.close();
  }
}
