package boxoffice.bench;

import boxoffice.bench.Results.ClosedRun;
import boxoffice.bench.Results.Figure;
import boxoffice.bench.Results.Latency;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The closed loops and single numbers of a run, by what was measured. */
final class Measurements {
  /** What throughput and CPU time are compared at. */
  static final int CONNECTIONS = 64;

  /** These ask a server without HTTP, over as many connections as they like. */
  private static final Set<Contender> WITHOUT_HTTP =
      EnumSet.of(Contender.REDIS_ALONE, Contender.INSERT_ALONE);

  private final Results results;

  Measurements(Results results) {
    this.results = results;
  }

  /** Answers in a second. */
  PerRound rate(Contender contender) {
    return each(contender, run -> run.answers() / run.seconds());
  }

  PerRound latency(Contender contender, ToDoubleFunction<Latency> percentile) {
    return each(contender, run -> percentile.applyAsDouble(run.latency()));
  }

  /** CPU time of one process for an answer, in microseconds. */
  PerRound cpu(Contender contender, String part) {
    return each(
        contender, run -> 1e6 * run.cpuSeconds().getOrDefault(part, Double.NaN) / run.answers());
  }

  /** CPU time of all processes together for an answer, in microseconds. */
  PerRound cpu(Contender contender) {
    return each(contender, run -> 1e6 * run.cpuSecondsPerAnswer());
  }

  /** Answers of all rounds other than the one that was meant. */
  long refused(Contender contender) {
    return results.closed().stream()
        .filter(run -> counts(contender, run))
        .mapToLong(ClosedRun::refused)
        .sum();
  }

  PerRound figure(String name) {
    return PerRound.inOrder(
        results.figures().stream()
            .filter(figure -> figure.name().equals(name))
            .map(Figure::value)
            .toList());
  }

  private PerRound each(Contender contender, ToDoubleFunction<ClosedRun> what) {
    var byRound = new TreeMap<Integer, Double>();
    results.closed().stream()
        .filter(run -> counts(contender, run))
        .forEach(run -> byRound.put(run.round(), what.applyAsDouble(run)));
    return new PerRound(byRound);
  }

  private static boolean counts(Contender contender, ClosedRun run) {
    return run.contender().equals(contender.name())
        && (run.connections() == CONNECTIONS || WITHOUT_HTTP.contains(contender));
  }
}
