package boxoffice.metrics;

import boxoffice.TestApp;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All figures of one moment, read from the text format of Prometheus at least as strictly as it
 * does.
 *
 * @param types from each family to its type
 */
public record Scrape(Map<String, String> types, List<Sample> samples) {
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-z][a-z0-9_]*) (counter|gauge|histogram|summary)");
  private static final Pattern HELP = Pattern.compile("# HELP ([a-z][a-z0-9_]*) \\S.*");
  private static final String LABEL = "[a-z_]+=\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z][a-z0-9_]*)(?:\\{(" + LABEL + "(?:," + LABEL + ")*)})? (NaN|[-+0-9.E]+)");
  private static final Pattern PAIR = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** What is told, or fails where that isn't what Prometheus reads. */
  public static Scrape of(TestApp app) {
    HttpResponse<String> answer = app.get("/metrics");
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return read(answer.body());
  }

  static Scrape read(String text) {
    Map<String, String> types = new TreeMap<>();
    List<Sample> samples = new ArrayList<>();
    Set<Series> seen = new HashSet<>();
    for (String line : text.split("\n")) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        require(types.put(type.group(1), type.group(2)) == null, "told twice", line);
      } else if (!HELP.matcher(line).matches()) {
        Sample sample = sample(line);
        require(seen.add(new Series(sample.name, sample.labels)), "told twice", line);
        require(types.containsKey(family(sample.name, types)), "of no family", line);
        samples.add(sample);
      }
    }
    return new Scrape(types, samples);
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    require(sample.matches(), "no sample", line);
    Map<String, String> labels = new HashMap<>();
    if (sample.group(2) != null) {
      PAIR.matcher(sample.group(2)).results().forEach(p -> labels.put(p.group(1), p.group(2)));
    }
    return new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3)));
  }

  /** The family that a sample of this name belongs to. */
  static String family(String name, Map<String, String> types) {
    return types.containsKey(name) ? name : name.replaceFirst("_(bucket|count|sum)$", "");
  }

  private static void require(boolean condition, String otherwise, String line) {
    if (!condition) {
      throw new AssertionError(otherwise + ": " + line);
    }
  }

  /**
   * The value of the one series of this name with these labels, among others.
   *
   * @param labels as {@code outcome=sold_out}
   * @return 0 if there is none, as for Prometheus a count that has not begun
   */
  public double value(String name, String... labels) {
    List<Sample> found = samples.stream().filter(sample -> sample.is(name, labels)).toList();
    if (found.size() > 1) {
      throw new AssertionError("several: " + found);
    }
    return found.isEmpty() ? 0 : found.getFirst().value;
  }

  /** The names of all samples. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    samples.forEach(sample -> names.add(sample.name));
    return names;
  }

  /** One line. */
  public record Sample(String name, Map<String, String> labels, double value) {
    private boolean is(String wanted, String... pairs) {
      return name.equals(wanted)
          && Stream.of(pairs)
              .map(pair -> pair.split("=", 2))
              .allMatch(pair -> pair[1].equals(labels.get(pair[0])));
    }
  }

  private record Series(String name, Map<String, String> labels) {}
}
