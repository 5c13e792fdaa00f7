package boxoffice.bench;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Bars from left to right, each with its value; neighbours with the same label form a group.
 *
 * @param unit what the values count
 */
record BarChart(String title, String description, String unit, List<Bar> bars) {
  private static final int LEFT = 24;
  private static final int TOP = 92;
  private static final int BAR = 18;
  private static final int LABEL = 22;
  private static final int APART = 14;
  private static final int BELOW = 52;

  /**
   * @param series bars of the same series have the same colour
   * @param lowest and {@code highest}, of the rounds
   */
  record Bar(String label, String series, double value, double lowest, double highest) {}

  Svg draw() {
    Axis axis = Axis.linear(unit, bars.stream().mapToDouble(Bar::highest));
    int bottom = TOP + bars.size() * (BAR + 4) + labels() * (LABEL + APART);
    Svg svg = new Svg(bottom + BELOW, title, description);
    legend().draw(svg, LEFT, 64);
    double room = room();
    for (double tick : axis.ticks()) {
      double x = LEFT + axis.of(tick) * room;
      svg.line(tick == 0 ? "axis" : "grid", x, TOP, x, bottom);
      svg.text("", x, bottom + 18, tick == 0 ? "start" : "middle", Numbers.exact(tick));
    }
    svg.text("", LEFT + room, bottom + 38, "end", unit);
    double y = TOP;
    for (int i = 0; i < bars.size(); i++) {
      if (i == 0 || !bars.get(i).label().equals(bars.get(i - 1).label())) {
        y += i == 0 ? 0 : APART;
        svg.text("over", LEFT + 6, y + 15, "start", bars.get(i).label());
        y += LABEL;
      }
      draw(svg, bars.get(i), axis, y);
      y += BAR + 4;
    }
    return svg;
  }

  private void draw(Svg svg, Bar bar, Axis axis, double y) {
    double width = Math.max(1, axis.of(bar.value()) * room());
    double from = LEFT + axis.of(bar.lowest()) * room();
    double to = LEFT + axis.of(bar.highest()) * room();
    double middle = y + BAR / 2.0;
    svg.box(Svg.colour(series().indexOf(bar.series())), LEFT, y, width, BAR);
    if (bar.highest() > bar.lowest()) {
      svg.line("spread", from, middle, to, middle);
      svg.line("spread", from, middle - 4, from, middle + 4);
      svg.line("spread", to, middle - 4, to, middle + 4);
    }
    double end = Math.max(LEFT + width, to) + 8;
    svg.text("over", end, middle + 4.5, "start", Numbers.measured(bar.value()));
  }

  /** The width for the longest bar: its value stands to its right. */
  private double room() {
    double longest =
        bars.stream()
            .mapToDouble(bar -> Svg.widthOf(Numbers.measured(bar.value())))
            .max()
            .orElse(0);
    return Svg.WIDTH - LEFT - longest - 24;
  }

  private Legend legend() {
    return new Legend(
        series().stream()
            .map(name -> new Legend.Entry(name, Svg.colour(series().indexOf(name)), false, false))
            .toList());
  }

  private List<String> series() {
    return bars.stream().map(Bar::series).distinct().toList();
  }

  private int labels() {
    return bars.stream().map(Bar::label).collect(Collectors.toSet()).size();
  }
}
