package boxoffice.redis;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.Partition;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Reserves on one event through the product's own lane and script, with nothing around them. So
 * many requests are always under way; each answer submits the next.
 */
public final class LaneLoad {
  private static final int UNDER_WAY = 64;
  private static final RedisLimits LIMITS =
      new RedisLimits(256, 10_000, Integer.MAX_VALUE); // the product's, but for the last
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int DIGITS = 3;

  private final Lane lane;
  private final long end;
  private final Histogram nanos = new Histogram(TIMEOUT.toNanos(), DIGITS);
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private long submitted;
  private long answered;

  private LaneLoad(RedisSession session, RedisClock clock, Duration time) {
    this.lane =
        new Lane(
            new Decider(
                () -> Optional.of(session),
                partition -> Optional.of(ScriptRunner.EPOCH),
                LIMITS::unsavedPerPartition,
                clock,
                change -> {},
                partition -> {},
                CallMeter.NONE),
            LIMITS);
    this.end = System.nanoTime() + time.toNanos();
  }

  /**
   * What was decided.
   *
   * @param nanos from a request to its answer
   */
  public record Result(long answers, double seconds, Histogram nanos) {}

  /** Empties Redis, which takes a while and is no part of what is measured. */
  public static void clear(String url) {
    RedisClient client = RedisClient.create(url);
    try (var connection = client.connect()) {
      connection.sync().flushall();
    } finally {
      client.shutdown();
    }
  }

  /**
   * Sells for so long on an event that is new.
   *
   * @param url of a Redis that nobody else uses and that is empty
   */
  public static Result run(String url, Duration time) {
    RedisURI uri = RedisURI.create(url);
    RedisClient client = RedisClient.create();
    try (var connection = client.connect(uri);
        RedisSession session = RedisSession.open(client, uri, TIMEOUT)) {
      RedisCommands<String, String> redis = connection.sync();
      ScriptRunner.onSale(redis, Integer.MAX_VALUE);
      long begin = System.nanoTime();
      LaneLoad load = new LaneLoad(session, clock(redis), time);
      long answers = load.run();
      double seconds = (System.nanoTime() - begin) / 1e9;
      long sold = redis.hlen(ScriptRunner.HOLDERS);
      if (sold != answers) {
        throw new IllegalStateException(
            "Redis sold %d tickets and gave %d answers".formatted(sold, answers));
      }
      return new Result(answers, seconds, load.nanos);
    } finally {
      client.shutdown();
    }
  }

  private static RedisClock clock(RedisCommands<String, String> redis) {
    var clock = new RedisClock();
    List<String> time = redis.time();
    clock.observe(Long.parseLong(time.get(0)) * 1_000_000 + Long.parseLong(time.get(1)));
    return clock;
  }

  private long run() {
    for (int i = 0; i < UNDER_WAY; i++) {
      submit();
    }
    return done.join();
  }

  private synchronized void submit() {
    submitted++;
    long begin = System.nanoTime();
    Request request =
        Request.reserve(
            ScriptRunner.EVENT,
            submitted,
            Partition.reservationId(submitted, ScriptRunner.PARTITION),
            Optional.empty(),
            Deadline.after(TIMEOUT));
    var _ = request.answer().whenComplete((_, failure) -> take(begin, failure));
    var _ = lane.submit(request);
  }

  private synchronized void take(long begin, Throwable failure) {
    if (failure != null) {
      done.completeExceptionally(failure);
      return;
    }
    long now = System.nanoTime();
    nanos.recordValue(Math.min(now - begin, TIMEOUT.toNanos()));
    answered++;
    if (now < end) {
      submit();
    } else if (answered == submitted) {
      done.complete(answered);
    }
  }
}
