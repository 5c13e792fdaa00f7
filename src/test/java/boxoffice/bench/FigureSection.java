package boxoffice.bench;

import boxoffice.bench.Results.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The single numbers of a run, in the order in which they were measured. */
final class FigureSection {
  private final List<Figure> figures;
  private final Measurements measured;

  FigureSection(List<Figure> figures, Measurements measured) {
    this.figures = figures;
    this.measured = measured;
  }

  String text() {
    Map<String, String> units = new LinkedHashMap<>();
    figures.forEach(figure -> units.put(figure.name(), figure.unit()));
    var table = new Table("lrrrl", "", "median", "lowest", "highest", "");
    units.forEach(
        (name, unit) -> {
          PerRound each = measured.figure(name);
          table.row(
              name,
              Numbers.measured(each.median()),
              Numbers.measured(each.lowest()),
              Numbers.measured(each.highest()),
              unit);
        });
    return """
    ## Single figures

    %s\
    """
        .formatted(units.isEmpty() ? "None was measured in this run.\n" : table);
  }
}
