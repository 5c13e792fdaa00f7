package boxoffice.bench;

import boxoffice.bench.Results.ClosedRun;
import boxoffice.bench.Results.Figure;
import boxoffice.bench.Results.Machine;
import boxoffice.bench.Results.Moment;
import boxoffice.bench.Results.OpenRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What has been measured so far, told line by line. */
final class Collected {
  private final List<ClosedRun> closed = new ArrayList<>();
  private final List<OpenRun> open = new ArrayList<>();
  private final List<Moment> timeline = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  void add(ClosedRun run) {
    closed.add(run);
    Log.line(
        "%-18s %d  %,9.0f/s  p99 %7.2f ms  %s%s"
            .formatted(
                run.contender(),
                run.round(),
                run.answers() / run.seconds(),
                run.latency().p99(),
                microsPerAnswer(run),
                refused(run.refused())));
  }

  private static String refused(long refused) {
    return refused == 0 ? "" : "  refused " + refused;
  }

  private static String microsPerAnswer(ClosedRun run) {
    return run.cpuSeconds().entrySet().stream()
        .map(part -> "%s %.1f".formatted(part.getKey(), part.getValue() * 1e6 / run.answers()))
        .collect(Collectors.joining(", ", "µs per answer: ", ""));
  }

  void add(OpenRun run) {
    open.add(run);
    Log.line(
        "%-18s %d  %,9.0f/s offered, %,.0f/s answered  p50 %.2f p99 %.2f ms%s"
            .formatted(
                run.contender(),
                run.round(),
                run.offeredPerSecond(),
                run.answers() / run.seconds(),
                run.latency().p50(),
                run.latency().p99(),
                refused(run.refused())));
  }

  void addTimeline(List<Moment> moments) {
    timeline.addAll(moments);
  }

  void figure(String name, double value, String unit) {
    figures.add(new Figure(name, value, unit));
    Log.line("%s: %,.2f %s".formatted(name, value, unit));
  }

  /** The median rate of the contender, 0 if it was not measured. */
  double rate(Contender contender) {
    double[] rates =
        closed.stream()
            .filter(run -> run.contender().equals(contender.name()))
            .mapToDouble(run -> run.answers() / run.seconds())
            .sorted()
            .toArray();
    return rates.length == 0 ? 0 : (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2;
  }

  Results results(Machine machine) {
    return new Results(machine, closed, open, timeline, figures);
  }
}
