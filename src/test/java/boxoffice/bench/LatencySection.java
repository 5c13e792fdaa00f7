package boxoffice.bench;

import boxoffice.bench.Results.OpenRun;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How long an answer takes when requests come at fixed times. */
final class LatencySection {
  private final OpenLoops open;
  private final LatencyPlots plots;

  LatencySection(OpenLoops open, OptionalDouble quarter) {
    this.open = open;
    this.plots = new LatencyPlots(open, quarter);
  }

  List<Plot> plots() {
    return List.of(plots.percentiles(), plots.rates());
  }

  String text() {
    List<List<String>> rows = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      for (double rate : open.rates(contender)) {
        rows.add(row(contender, rate));
      }
    }
    return """
    ## Latency in the open loop

    Requests are due at fixed times, whether or not earlier ones have been answered, and each is timed from when it was due: waiting counts.
    Redis is emptied before each, else its rewriting of the append-only file would copy what the others sold in the middle of the
    measurement. Medians over the rounds; what was offered and what was answered, in a second; latencies in ms. The last column counts, over
    all rounds, the answers that were not the one that was meant, or never came.

    %s%s%s\
    """
        .formatted(
            plots.percentiles().reference(),
            plots.rates().reference(),
            rows.isEmpty() ? "Not measured in this run.\n" : table(rows));
  }

  private static Table table(List<List<String>> rows) {
    List<String> headings = new ArrayList<>(List.of("", "offered", "answered"));
    for (Percentile percentile : Percentile.values()) {
      headings.add(percentile.toString());
    }
    headings.addAll(List.of("longest", "other answers"));
    var table = new Table("lrrrrrrrr", headings.toArray(String[]::new));
    rows.forEach(table::row);
    return table;
  }

  private List<String> row(Contender contender, double rate) {
    List<ToDoubleFunction<OpenRun>> numbers = new ArrayList<>();
    numbers.add(OpenRun::offeredPerSecond);
    numbers.add(run -> run.answers() / run.seconds());
    for (Percentile percentile : Percentile.values()) {
      numbers.add(percentile::of);
    }
    numbers.add(run -> run.latency().max());
    List<String> cells = new ArrayList<>(List.of(contender.title()));
    numbers.forEach(
        number -> cells.add(Numbers.measured(open.each(contender, rate, number).median())));
    cells.add(Numbers.count(open.refused(contender, rate)));
    return cells;
  }
}
