package boxoffice.bench;

import java.util.List;

/** Which colour is what, in one row. */
record Legend(List<Entry> entries) {
  private static final int BOX = 14;
  private static final int LINE = 22;
  private static final int GAP = 6;
  private static final int APART = 18;

  /**
   * @param dashed a line with gaps
   */
  record Entry(String name, String colour, boolean isLine, boolean dashed) {
    private int sample() {
      return isLine ? LINE : BOX;
    }

    private double width() {
      return sample() + GAP + Svg.widthOf(name);
    }
  }

  double width() {
    return entries.stream().mapToDouble(entry -> entry.width() + APART).sum() - APART;
  }

  /**
   * @param y of the line that the letters stand on
   */
  void draw(Svg svg, double left, double y) {
    double x = left;
    for (Entry entry : entries) {
      if (entry.isLine()) {
        String style = entry.colour() + " line" + (entry.dashed() ? " dashed" : "");
        svg.line(style, x, y - 4, x + LINE, y - 4);
      } else {
        svg.box(entry.colour(), x, y - 11, BOX, BOX);
      }
      svg.text("", x + entry.sample() + GAP, y, "start", entry.name());
      x += entry.width() + APART;
    }
  }
}
