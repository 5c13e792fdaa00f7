package boxoffice.bench;

import boxoffice.bench.Results.OpenRun;
import java.util.List;

/**
 * Latency at fixed rates: at a quarter of what the ceiling can do, of the ceiling and of a
 * reservation in turns; then of a reservation at rising shares of its own most.
 */
final class OpenRounds {
  private static final double QUARTER = 0.25;
  private static final List<Double> SHARES = List.of(0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0);

  /** The load compiles itself meanwhile. */
  private static final double WARM_UP_SECONDS = 6;

  private final Stage stage;
  private final Collected collected;
  private final Load load = new OwnLoad();

  OpenRounds(Stage stage, Collected collected) {
    this.stage = stage;
    this.collected = collected;
  }

  void run() {
    double quarter = QUARTER * collected.rate(Contender.CEILING);
    for (int round = 1; round <= stage.settings().rounds(); round++) {
      measure(Contender.CEILING, round, quarter);
      measure(Contender.RESERVE, round, quarter);
    }
    for (double share : SHARES) {
      measure(Contender.RESERVE, 1, share * collected.rate(Contender.RESERVE));
    }
  }

  private void measure(Contender contender, int round, double rate) {
    stage.redis().empty(); // what others sold is of no matter here
    var run = new HttpRun(stage, load, contender);
    Job job =
        run.job(stage.settings().seconds()).warmedUpFor(WARM_UP_SECONDS).atRate(Math.max(1, rate));
    LoadResult result = run.run(job).load();
    collected.add(
        new OpenRun(
            contender.name(),
            round,
            job.rate(),
            result.seconds(),
            result.answers(),
            result.refused(),
            result.latency()));
  }
}
