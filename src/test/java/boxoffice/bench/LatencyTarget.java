package boxoffice.bench;

import boxoffice.bench.Results.OpenRun;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How long a reservation takes while the server has time, against an answer that needs no disk. */
final class LatencyTarget {
  private static final int TIMES = 4;
  private static final ToDoubleFunction<OpenRun> P99 = Percentile.P99::of;

  private final Measurements measured;
  private final OpenLoops open;

  LatencyTarget(Measurements measured, OpenLoops open) {
    this.measured = measured;
    this.open = open;
  }

  Target get() {
    OptionalDouble quarter = open.quarter(measured.rate(Contender.CEILING));
    OptionalDouble fsync = measured.figure(FigureNames.FSYNC_P99).median();
    String rate =
        quarter.isPresent()
            ? Numbers.measured(quarter.getAsDouble()) + "/s"
            : "a quarter of the ceiling's rate";
    String what =
        "reserve, open loop at %s, p99: × (%s × the ceiling's p99 + the p99 of one fsync)"
            .formatted(rate, TIMES);
    if (quarter.isEmpty() || fsync.isEmpty()) {
      return Target.atMost(what, 1, "", PerRound.none());
    }
    PerRound reserve = open.each(Contender.RESERVE, quarter.getAsDouble(), P99);
    PerRound ceiling = open.each(Contender.CEILING, quarter.getAsDouble(), P99);
    PerRound limit = ceiling.map(p99 -> TIMES * p99 + fsync.getAsDouble());
    PerRound ratio = reserve.over(limit);
    String details =
        "%s: %s ms against %s × %s + %s ms"
            .formatted(
                Numbers.measured(ratio, ""),
                Numbers.measured(reserve.median()),
                TIMES,
                Numbers.measured(ceiling.median()),
                Numbers.measured(fsync));
    return Target.of(what, "at most 1", details, ratio, value -> value <= 1);
  }
}
