package boxoffice.chaos;

import static boxoffice.chaos.Fault.Part.APP;
import static boxoffice.chaos.Fault.Part.POSTGRES;
import static boxoffice.chaos.Fault.Part.REDIS;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What happens to the instances. */
final class AppFaults {
  private static final long POSTGRES_AWAY_NANOS = 700_000_000;

  private AppFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            APP,
            "app killed",
            0,
            3_000,
            (_, victim) -> victim.kill(),
            (_, victim) -> victim.start()),
        // Beyond any lease, so that the others go on without it before it wakes up.
        Fault.of(
            APP,
            "app frozen",
            5_000,
            8_000,
            (_, victim) -> victim.freeze(),
            (_, victim) -> victim.thaw()),
        Fault.of(
            APP,
            "app terminated",
            0,
            2_000,
            (_, victim) -> stop(victim, "-TERM"),
            (_, victim) -> victim.start()),
        Fault.of(
            APP,
            "app interrupted",
            0,
            2_000,
            (_, victim) -> stop(victim, "-INT"),
            (_, victim) -> victim.start()),
        Fault.of(
            APP,
            "instance joins, leaves",
            4_000,
            7_000,
            (cluster, _) -> cluster.join(),
            (cluster, _) -> cluster.leave("-TERM")),
        Fault.of(
            APP,
            "instance joins, dies",
            4_000,
            7_000,
            (cluster, _) -> cluster.join(),
            (cluster, _) -> cluster.leave("-KILL")),
        Fault.of(
                APP,
                "app and Redis killed, PostgreSQL away",
                500,
                3_000,
                AppFaults::killAll,
                AppFaults::startAll)
            .touching(APP, REDIS, POSTGRES));
  }

  private static void stop(Instance victim, String signal) {
    if (!victim.stop(signal)) {
      throw new AssertionError(
          "instance " + victim.number() + " did not end in time after " + signal);
    }
  }

  private static void killAll(Cluster cluster, Instance victim) {
    cluster.postgres().kill();
    LockSupport.parkNanos(POSTGRES_AWAY_NANOS);
    victim.kill();
    cluster.redis().kill();
  }

  private static void startAll(Cluster cluster, Instance victim) {
    cluster.redis().start();
    victim.start();
    LockSupport.parkNanos(POSTGRES_AWAY_NANOS);
    cluster.postgres().start();
  }
}
