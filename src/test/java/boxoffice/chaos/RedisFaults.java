package boxoffice.chaos;

import static boxoffice.chaos.Fault.Part.REDIS;

import io.lettuce.core.FlushMode;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What happens to Redis, and to the file in which it keeps its promises. */
final class RedisFaults {
  private static final long SECOND_NANOS = 1_000_000_000;

  private RedisFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(REDIS, "Redis killed", 0, 3_000, (c, _) -> c.redis().kill(), RedisFaults::start),
        Fault.of(REDIS, "Redis without its file", 0, 2_000, RedisFaults::empty, RedisFaults::start)
            .losingData(),
        Fault.of(REDIS, "Redis with a stale file", 0, 2_000, RedisFaults::age, RedisFaults::start)
            .losingData(),
        Fault.of(
                REDIS,
                "Redis without its last second",
                0,
                2_000,
                RedisFaults::truncate,
                RedisFaults::start)
            .losingData(),
        Fault.atOnce(REDIS, "FLUSHALL", (c, _) -> c.redis().ask(r -> r.flushall(FlushMode.SYNC)))
            .losingData(),
        Fault.atOnce(REDIS, "SCRIPT FLUSH", (c, _) -> c.redis().ask(r -> r.scriptFlush())),
        Fault.of(
            REDIS,
            "Redis out of memory",
            500,
            4_000,
            (c, _) -> maxmemory(c, "1"),
            (c, _) -> maxmemory(c, "0")),
        Fault.of(
            REDIS,
            "Redis frozen",
            3_000,
            10_000,
            (c, _) -> c.redis().freeze(),
            (c, _) -> c.redis().thaw()));
  }

  private static void start(Cluster cluster, Instance victim) {
    cluster.redis().start();
  }

  private static void empty(Cluster cluster, Instance victim) {
    cluster.redis().kill();
    cluster.redis().deleteFile();
  }

  private static void age(Cluster cluster, Instance victim) {
    cluster.redis().copyFile();
    LockSupport.parkNanos(2 * SECOND_NANOS);
    cluster.redis().kill();
    cluster.redis().putCopyBack();
  }

  private static void truncate(Cluster cluster, Instance victim) {
    long size = cluster.redis().fileSize();
    LockSupport.parkNanos(SECOND_NANOS);
    cluster.redis().kill();
    cluster.redis().truncateFile(size);
  }

  private static void maxmemory(Cluster cluster, String bytes) {
    cluster.redis().ask(redis -> redis.configSet("maxmemory", bytes));
  }
}
