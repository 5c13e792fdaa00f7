package boxoffice.bench;

import boxoffice.bench.LineChart.Line;
import boxoffice.bench.LineChart.Panel;
import boxoffice.bench.Results.Moment;
import boxoffice.bench.Svg.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How far PostgreSQL is behind in the course of a run at the highest rate. */
final class LagSection {
  private static final String TITLE = "How far PostgreSQL is behind, at the highest rate";

  private final List<Moment> timeline;

  LagSection(List<Moment> timeline) {
    this.timeline = timeline;
  }

  String text() {
    return """
    ## %s

    %s\
    """
        .formatted(TITLE, timeline.isEmpty() ? "Not measured in this run.\n" : plot().reference());
  }

  Plot plot() {
    return new Plot(
        "behind.svg", TITLE, timeline.isEmpty() ? Optional.empty() : Optional.of(svg()));
  }

  private Svg svg() {
    Line unsaved = line("unsaved changes", 2, Moment::unsaved);
    Line usual = line("201 to row, p50", 0, Moment::delayP50);
    Line slow = line("201 to row, p99", 1, Moment::delayP99);
    return new LineChart(
            TITLE,
            "Unsaved changes, and the time from the decision to the commit of its row, in the"
                + " course of a run of reservations at the highest rate.",
            Axis.linear(
                "seconds since the load began", timeline.stream().mapToDouble(Moment::second)),
            List.of(panel("changes", unsaved), panel("ms", usual, slow)))
        .draw();
  }

  private static Panel panel(String label, Line... lines) {
    List<Line> all = List.of(lines);
    return new Panel(
        Axis.linear(
            label, all.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::y)),
        all);
  }

  private Line line(String name, int colour, ToDoubleFunction<Moment> what) {
    return new Line(
        name,
        colour,
        false,
        timeline.stream()
            .map(moment -> new Point(moment.second(), what.applyAsDouble(moment)))
            .toList());
  }
}
