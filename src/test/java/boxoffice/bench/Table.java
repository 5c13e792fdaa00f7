package boxoffice.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class Table {
  private final StringBuilder text = new StringBuilder();

  /**
   * @param sides to which side each column is set, l or r for each
   */
  Table(String sides, String... headings) {
    row(Arrays.asList(headings));
    text.append(
        sides
            .chars()
            .mapToObj(side -> side == 'r' ? "---:" : "---")
            .collect(Collectors.joining("|", "|", "|\n")));
  }

  Table row(String... cells) {
    return row(Arrays.asList(cells));
  }

  Table row(List<String> cells) {
    text.append(
        cells.stream().map(Table::escaped).collect(Collectors.joining(" | ", "| ", " |\n")));
    return this;
  }

  private static String escaped(String cell) {
    return cell.strip().replace("|", "\\|").replaceAll("\\R", "<br>");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
