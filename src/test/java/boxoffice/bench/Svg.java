package boxoffice.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A picture that is written element by element, in pixels from the top left. It has a background of
 * its own, so that it can be read on any page, and a dark variant for readers who like that.
 */
final class Svg {
  static final int WIDTH = 860;

  /** Of as many series as there are colours; they differ for colour-blind eyes too. */
  private static final int COLOURS = 5;

  /** What a letter takes on average, generously: the reader's font is not known. */
  private static final double LETTER = 7.4;

  private static final String STYLE =
      """
      text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #3d444d; }
      .back { fill: #ffffff; stroke: #d1d9e0; }
      .title { font-size: 17px; font-weight: 600; fill: #1f2328; }
      .over { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }
      .grid { stroke: #e4e8ec; } .axis { stroke: #818b98; } .spread { stroke: #1f2328; stroke-width: 1.5; }
      .c0 { fill: #0072b2; stroke: #0072b2; } .c1 { fill: #d55e00; stroke: #d55e00; }
      .c2 { fill: #009e73; stroke: #009e73; } .c3 { fill: #b0599a; stroke: #b0599a; }
      .c4 { fill: #7a828b; stroke: #7a828b; }
      .line { fill: none; stroke-width: 2; stroke-linejoin: round; } .dashed { stroke-dasharray: 6 4; }
      @media (prefers-color-scheme: dark) {
        text { fill: #c3cad2; }
        .back { fill: #0d1117; stroke: #3d444d; }
        .title { fill: #f0f6fc; }
        .over { stroke: #0d1117; }
        .grid { stroke: #262c36; } .axis { stroke: #9198a1; } .spread { stroke: #f0f6fc; }
        .c0 { fill: #56b4e9; stroke: #56b4e9; } .c1 { fill: #f0883e; stroke: #f0883e; }
        .c2 { fill: #2fbf91; stroke: #2fbf91; } .c3 { fill: #e29bd0; stroke: #e29bd0; }
        .c4 { fill: #9aa2ab; stroke: #9aa2ab; }
        .line { fill: none; }
      }
      """;

  private final int height;
  private final String title;
  private final String description;
  private final StringBuilder body = new StringBuilder();

  Svg(int height, String title, String description) {
    this.height = height;
    this.title = title;
    this.description = description;
    text("title", 24, 34, "start", title);
  }

  record Point(double x, double y) {}

  static String colour(int series) {
    return "c" + series % COLOURS;
  }

  static double widthOf(String text) {
    return LETTER * text.codePointCount(0, text.length());
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    add("line", style, at("x1", x1) + at("y1", y1) + at("x2", x2) + at("y2", y2) + "/>");
  }

  void lines(String style, List<Point> points) {
    String places =
        points.stream()
            .map(point -> number(point.x()) + "," + number(point.y()))
            .collect(Collectors.joining(" "));
    add("polyline", style, " points=\"" + places + "\"/>");
  }

  void dot(String style, Point point) {
    add("circle", style, at("cx", point.x()) + at("cy", point.y()) + at("r", 3) + "/>");
  }

  void box(String style, double x, double y, double width, double height) {
    String size = at("width", width) + at("height", height);
    add("rect", style, at("x", x) + at("y", y) + size + at("rx", 2) + "/>");
  }

  /**
   * @param anchor which part of the text is at x: start, middle or end
   * @param y of the line that the letters stand on
   */
  void text(String style, double x, double y, String anchor, String text) {
    String place = at("x", x) + at("y", y) + " text-anchor=\"" + anchor + "\">";
    add("text", style, place + escaped(text) + "</text>");
  }

  private void add(String element, String style, String rest) {
    body.append("<%s class=\"%s\"%s\n".formatted(element, style, rest));
  }

  private static String at(String attribute, double value) {
    return " %s=\"%s\"".formatted(attribute, number(value));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" \
    aria-labelledby="title description">
    <title id="title">%s</title>
    <desc id="description">%s</desc>
    <style>
    %s</style>
    <rect class="back" x="0.5" y="0.5" width="%s" height="%s" rx="6"/>
    %s</svg>
    """
        .formatted(
            WIDTH,
            height,
            WIDTH,
            height,
            escaped(title),
            escaped(description),
            STYLE,
            WIDTH - 1,
            height - 1,
            body);
  }
}
