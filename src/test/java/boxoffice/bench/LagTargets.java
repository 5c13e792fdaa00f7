package boxoffice.bench;

import boxoffice.bench.Results.Moment;
import java.util.List;

/** Whether PostgreSQL keeps up while reservations come at the highest rate. */
final class LagTargets {
  /**
   * From the middle third of the run to the last. A queue that only grows has 1.67 times as much,
   * one that neither grows nor shrinks as much, give or take.
   */
  private static final double GROWS = 1.25;

  private final Measurements measured;
  private final List<Moment> timeline;

  LagTargets(Measurements measured, List<Moment> timeline) {
    this.measured = measured;
    this.timeline = underLoad(timeline);
  }

  List<Target> all() {
    return List.of(
        queue(),
        Target.below(
            "from the 201 to the commit of its row, p99",
            250,
            " ms",
            measured.figure(FigureNames.DELAY_P99)),
        Target.atMost(
            "from the end of the load to the last row",
            1,
            " s",
            measured.figure(FigureNames.LAST_ROW)));
  }

  private Target queue() {
    int third = timeline.size() / 3;
    String what =
        "unsaved changes, median of the last third of the run: × that of the middle third";
    String wanted = "at most " + Numbers.exact(GROWS);
    if (third == 0) {
      return new Target(what, wanted, "–", Target.Verdict.NOT_MEASURED);
    }
    double middle = unsaved(third, 2 * third);
    double last = unsaved(2 * third, timeline.size());
    String both = Numbers.measured(middle) + ", then " + Numbers.measured(last);
    return new Target(
        what, wanted, both, last <= GROWS * middle ? Target.Verdict.MET : Target.Verdict.MISSED);
  }

  private double unsaved(int from, int to) {
    return PerRound.inOrder(
            timeline.subList(from, to).stream().map(moment -> (double) moment.unsaved()).toList())
        .median()
        .orElse(0);
  }

  /** Without the moments at the end in which nothing was left to save. */
  private static List<Moment> underLoad(List<Moment> timeline) {
    int end = timeline.size();
    while (end > 0 && timeline.get(end - 1).unsaved() == 0) {
      end--;
    }
    return end == 0 ? timeline : timeline.subList(0, end);
  }
}
