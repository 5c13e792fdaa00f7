package boxoffice.bench;

import static boxoffice.bench.Contender.CEILING;
import static boxoffice.bench.Contender.RESERVE;
import static boxoffice.bench.Percentile.P50;
import static boxoffice.bench.Percentile.P99;
import static boxoffice.bench.Percentile.P999;

import boxoffice.bench.BarChart.Bar;
import boxoffice.bench.LineChart.Line;
import boxoffice.bench.LineChart.Panel;
import boxoffice.bench.Svg.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The open loop in pictures: all percentiles at one rate, and some at all rates. */
final class LatencyPlots {
  private static final List<Percentile> AT_ALL_RATES = List.of(P50, P99, P999);

  private final OpenLoops open;
  private final OptionalDouble quarter;

  LatencyPlots(OpenLoops open, OptionalDouble quarter) {
    this.open = open;
    this.quarter = quarter;
  }

  Plot percentiles() {
    return new Plot(
        "percentiles.svg",
        "Percentiles of the latency at a quarter of the ceiling's rate",
        quarter.stream().mapToObj(this::percentiles).findFirst());
  }

  private Svg percentiles(double rate) {
    List<Bar> bars = new ArrayList<>();
    for (Percentile percentile : Percentile.values()) {
      for (Contender contender : List.of(CEILING, RESERVE)) {
        PerRound each = open.each(contender, rate, percentile::of);
        bars.add(
            new Bar(
                percentile.toString(),
                name(contender),
                each.median().orElse(0),
                each.lowest().orElse(0),
                each.highest().orElse(0)));
      }
    }
    return new BarChart(
            "Latency at %s requests/s, a quarter of the ceiling's rate"
                .formatted(Numbers.measured(rate)),
            "Percentiles of the time to an answer in an open loop, of the ceiling and of reserve.",
            "ms",
            bars)
        .draw();
  }

  Plot rates() {
    List<Line> lines = new ArrayList<>();
    for (Contender contender : List.of(RESERVE, CEILING)) {
      for (Percentile percentile : AT_ALL_RATES) {
        if (open.rates(contender).size() > 1) {
          lines.add(line(contender, percentile));
        }
      }
    }
    boolean both = lines.stream().anyMatch(Line::dashed);
    String title =
        "Latency of reserve against offered rate" + (both ? "; dashed, the ceiling's" : "");
    return new Plot(
        "rates.svg", title, lines.isEmpty() ? Optional.empty() : Optional.of(rates(title, lines)));
  }

  private static Svg rates(String title, List<Line> lines) {
    List<Point> points = lines.stream().flatMap(line -> line.points().stream()).toList();
    return new LineChart(
            title,
            "Percentiles of the time to an answer in an open loop, at rising rates.",
            Axis.linear("offered requests/s", points.stream().mapToDouble(Point::x)),
            List.of(
                new Panel(
                    Axis.logarithmic("ms, logarithmic", points.stream().mapToDouble(Point::y)),
                    lines)))
        .draw();
  }

  private Line line(Contender contender, Percentile percentile) {
    List<Point> points =
        open.rates(contender).stream()
            .map(rate -> new Point(rate, median(contender, rate, percentile)))
            .toList();
    String name = contender == RESERVE ? percentile.toString() : name(contender) + " " + percentile;
    return new Line(name, AT_ALL_RATES.indexOf(percentile), contender != RESERVE, points);
  }

  private double median(Contender contender, double rate, Percentile percentile) {
    return open.each(contender, rate, percentile::of).median().orElse(Double.NaN);
  }

  private static String name(Contender contender) {
    return contender == CEILING ? "ceiling" : "reserve";
  }
}
