package boxoffice.redis;

import boxoffice.reservation.UnavailableException;
import io.lettuce.core.ConnectionFuture;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Two connections to one Redis process: one for decisions, one for everything that is large or may
 * wait. When either breaks, both are given up together, so that a session never spans a restart.
 */
final class RedisSession implements AutoCloseable {
  private final StatefulRedisConnection<String, String> decisions;
  private final StatefulRedisConnection<String, String> bulk;
  private final Duration timeout;
  private final Map<String, String> server;

  private RedisSession(
      StatefulRedisConnection<String, String> decisions,
      StatefulRedisConnection<String, String> bulk,
      Duration timeout) {
    this.decisions = decisions;
    this.bulk = bulk;
    this.timeout = timeout;
    this.server = info(bulk.async());
  }

  /**
   * Opens both connections and sees that the same process answers on them.
   *
   * @throws UnavailableException when Redis is away or lets nobody in
   */
  static RedisSession open(RedisClient client, RedisURI uri, Duration timeout) {
    StatefulRedisConnection<String, String> decisions = connect(client, uri, timeout);
    StatefulRedisConnection<String, String> bulk = null;
    try {
      bulk = connect(client, uri, timeout);
      var session = new RedisSession(decisions, bulk, timeout);
      if (!session.runId().equals(session.info(decisions.async()).get("run_id"))) {
        throw new UnavailableException("Redis was replaced while connecting");
      }
      return session;
    } catch (RuntimeException e) {
      close(decisions);
      if (bulk != null) {
        close(bulk);
      }
      throw e;
    }
  }

  /** Within the timeout, whatever becomes of the connection; Lettuce itself would wait without. */
  private static StatefulRedisConnection<String, String> connect(
      RedisClient client, RedisURI uri, Duration timeout) {
    ConnectionFuture<StatefulRedisConnection<String, String>> connecting =
        client.connectAsync(StringCodec.UTF8, uri);
    try {
      return await(connecting, timeout);
    } catch (RuntimeException e) {
      var _ = connecting.thenAccept(RedisSession::close); // where it comes too late
      throw e;
    }
  }

  /** Never block on this one: its answers arrive on the event loop. */
  StatefulRedisConnection<String, String> decisions() {
    return decisions;
  }

  RedisAsyncCommands<String, String> bulk() {
    return bulk.async();
  }

  /**
   * Names the process, not the data: another value means that Redis has been restarted or replaced.
   */
  String runId() {
    return server.getOrDefault("run_id", "");
  }

  String version() {
    return server.getOrDefault("redis_version", "0");
  }

  boolean isOpen() {
    return decisions.isOpen() && bulk.isOpen();
  }

  /**
   * The answer, or {@link UnavailableException} when none comes in time or Redis reports an error.
   */
  <T> T await(CompletionStage<T> answer) {
    return await(answer, timeout);
  }

  static <T> T await(CompletionStage<T> answer, Duration timeout) {
    try {
      return answer.toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new UnavailableException("Redis: " + RedisServer.describe(e), e);
    } catch (TimeoutException e) {
      throw new UnavailableException("Redis did not answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while waiting for Redis", e);
    }
  }

  private Map<String, String> info(RedisAsyncCommands<String, String> redis) {
    return await(redis.info("server"))
        .lines()
        .filter(line -> line.indexOf(':') > 0)
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(':')),
                line -> line.substring(line.indexOf(':') + 1).strip()));
  }

  @Override
  public void close() {
    close(decisions);
    close(bulk);
  }

  /** Without waiting for a Redis that may hang. */
  private static void close(StatefulRedisConnection<String, String> connection) {
    CompletableFuture<Void> _ = connection.closeAsync();
  }
}
