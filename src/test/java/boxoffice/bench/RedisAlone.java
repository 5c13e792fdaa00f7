package boxoffice.bench;

import boxoffice.bench.Results.ClosedRun;
import boxoffice.redis.LaneLoad;
import java.time.Duration;
import java.util.Map;

/** The product's script on a Redis that nobody else uses, called as the product calls it. */
final class RedisAlone implements AutoCloseable {
  private static final int UNDER_WAY = 64;

  private final BenchRedis redis;

  RedisAlone(BenchRedis redis) {
    this.redis = redis;
  }

  ClosedRun run(int round, double seconds) {
    LaneLoad.clear(redis.url());
    double client = CpuTime.ofThisProcess();
    double server = redis.cpuSeconds();
    LaneLoad.Result result = LaneLoad.run(redis.url(), Duration.ofMillis((long) (seconds * 1e3)));
    return new ClosedRun(
        Contender.REDIS_ALONE.name(),
        round,
        UNDER_WAY,
        result.seconds(),
        result.answers(),
        0,
        Map.of(
            CpuMeter.REDIS, redis.cpuSeconds() - server,
            CpuMeter.LOAD, CpuTime.ofThisProcess() - client),
        Latencies.told(result.nanos()));
  }

  @Override
  public void close() {
    redis.close();
  }
}
