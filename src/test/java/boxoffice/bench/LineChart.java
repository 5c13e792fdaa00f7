package boxoffice.bench;

import boxoffice.bench.Svg.Point;
import java.util.List;

/** Panels above each other that share the axis from left to right, such as time. */
record LineChart(String title, String description, Axis x, List<Panel> panels) {
  private static final int LEFT = 84;
  private static final int RIGHT = Svg.WIDTH - 32;
  private static final int TOP = 52;
  private static final int HEADING = 38;
  private static final int HEIGHT = 190;
  private static final int ALONE = 300;
  private static final int BELOW = 58;

  /** More of them would hide the line. */
  private static final int MOST_DOTS = 40;

  record Panel(Axis y, List<Line> lines) {}

  /**
   * @param colour lines of the same number have the same one
   */
  record Line(String name, int colour, boolean dashed, List<Point> points) {}

  Svg draw() {
    int height = panels.size() == 1 ? ALONE : HEIGHT;
    int bottom = TOP + panels.size() * (HEADING + height);
    Svg svg = new Svg(bottom + BELOW, title, description);
    for (int i = 0; i < panels.size(); i++) {
      int top = TOP + i * (HEADING + height) + HEADING;
      draw(svg, panels.get(i), top, top + height);
    }
    for (double tick : x.ticks()) {
      svg.text("", across(tick), bottom + 20, "middle", Numbers.exact(tick));
    }
    svg.text("", (LEFT + RIGHT) / 2.0, bottom + 42, "middle", x.label());
    return svg;
  }

  private void draw(Svg svg, Panel panel, int top, int bottom) {
    svg.text("", 24, top - 16, "start", panel.y().label());
    Legend legend = legend(panel);
    legend.draw(svg, RIGHT - legend.width(), top - 16);
    for (double tick : panel.y().ticks()) {
      double y = down(panel, tick, top, bottom);
      svg.line("grid", LEFT, y, RIGHT, y);
      svg.text("", LEFT - 8, y + 4.5, "end", Numbers.exact(tick));
    }
    for (double tick : x.ticks()) {
      svg.line("grid", across(tick), top, across(tick), bottom);
    }
    svg.line("axis", LEFT, bottom, RIGHT, bottom);
    svg.line("axis", LEFT, top, LEFT, bottom);
    for (Line line : panel.lines()) {
      List<Point> points =
          line.points().stream()
              .filter(point -> Double.isFinite(point.y()))
              .map(at -> new Point(across(at.x()), down(panel, at.y(), top, bottom)))
              .toList();
      String colour = Svg.colour(line.colour());
      svg.lines(colour + " line" + (line.dashed() ? " dashed" : ""), points);
      if (points.size() <= MOST_DOTS) {
        points.forEach(at -> svg.dot(colour, at));
      }
    }
  }

  private static Legend legend(Panel panel) {
    return new Legend(
        panel.lines().stream()
            .map(
                line ->
                    new Legend.Entry(line.name(), Svg.colour(line.colour()), true, line.dashed()))
            .toList());
  }

  private double across(double value) {
    return LEFT + x.of(value) * (RIGHT - LEFT);
  }

  private static double down(Panel panel, double value, int top, int bottom) {
    return bottom - panel.y().of(value) * (bottom - top);
  }
}
