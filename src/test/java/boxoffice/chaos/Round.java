package boxoffice.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * One round: new events and users, a rush with faults, quiet until nothing is unsaved, and then the
 * verdict on the whole history. Everything follows from its seed.
 */
final class Round {
  /** After the last fault, so that it is seen whether selling comes back. */
  private static final long AFTERWARDS_NANOS = 2_000_000_000;

  private static final long WARM_UP_NANOS = 3_000_000_000L;

  private final Cluster cluster;
  private final long seed;
  private final int instances;
  private final List<Fault> faults;

  Round(Cluster cluster, long seed, int instances, List<Fault> faults) {
    this.cluster = cluster;
    this.seed = seed;
    this.instances = instances;
    this.faults = faults;
  }

  /**
   * Plays it.
   *
   * @throws AssertionError when an instance does not start or does not stop; it says the seed
   */
  RoundResult play(Duration rush) throws InterruptedException {
    try {
      return rushAndJudge(rush);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  /** Lets instances that have just started load and compile what they need, on other events. */
  static void warmUp(Cluster cluster, int instances) throws InterruptedException {
    cluster.arrange(instances);
    var load = new Load(cluster.ports(), cluster::count);
    load.start(Opening.market(cluster), 0);
    LockSupport.parkNanos(WARM_UP_NANOS);
    load.end();
  }

  private RoundResult rushAndJudge(Duration rush) throws InterruptedException {
    cluster.arrange(instances);
    Market market = Opening.market(cluster);
    cluster.stalls().take();
    var load = new Load(cluster.ports(), cluster::count);
    var saboteur = new Saboteur(cluster, Faults.shuffled(faults, seed), new Random(seed));
    long begin = System.nanoTime();
    List<Injection> injections;
    List<Call> calls;
    try (Hiccups _ = Hiccups.watching(cluster.stalls());
        Pulse _ = Pulse.of(cluster.ports(), cluster.stalls())) {
      load.start(market, seed * Load.BUYERS * 10);
      injections = saboteur.run(begin + rush.toNanos());
      LockSupport.parkNanos(AFTERWARDS_NANOS);
      calls = load.end();
    } catch (RuntimeException | Error e) {
      load.end();
      throw e;
    }
    cluster.arrange(instances);
    while (!saboteur.lossIsLongAgo()) {
      LockSupport.parkNanos(AFTERWARDS_NANOS / 20);
    }
    return judge(market, begin, calls, injections, load.nonsense());
  }

  private RoundResult judge(
      Market market,
      long begin,
      List<Call> calls,
      List<Injection> injections,
      List<String> nonsense) {
    var ledger = new Ledger(cluster);
    Optional<Duration> drained = ledger.drain();
    var history = new History(market.events(), calls, cluster.stalls().take(), ledger.read(market));
    List<Violation> violations = new ArrayList<>();
    if (drained.isEmpty()) {
      violations.add(
          new Violation(
              "P5",
              "%d changes in Redis and %d rows in failed_write do not come home"
                  .formatted(history.books().unsaved(), history.books().failedWrites()),
              List.of()));
    }
    violations.addAll(Checker.check(history));
    return new RoundResult(
        seed, instances, begin, history, injections, nonsense, drained, violations);
  }
}
