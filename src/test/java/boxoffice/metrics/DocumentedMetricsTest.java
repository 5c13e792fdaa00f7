package boxoffice.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.TestApp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/METRICS.md, the dashboard and the alert rules against what is told. */
class DocumentedMetricsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z0-9_]+)` \\| (\\w+) \\|([^|]*)\\|[^|]+\\|[^|]*\\|");
  private static final String PREFIXES = "boxoffice|hikaricp|jvm|process|system";

  /** A metric in an expression, and the labels that it is chosen by. */
  private static final Pattern USE =
      Pattern.compile("\\b((?:" + PREFIXES + ")_[a-z0-9_]+)(?:\\{((?:[^}\"]|\"[^\"]*\")*)})?");

  private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!=|!~|=)\"");

  private static Scrape scrape;
  private static List<String> document;

  @BeforeAll
  static void useEverything() throws IOException {
    document = Files.readAllLines(Path.of("docs/METRICS.md"));
    try (TestApp app = TestApp.start()) {
      app.reserved(app.newEvent(1), app.newUser());
      Books.awaitAllSaved(app.world());
      System.gc();
      Await.until(
          "PostgreSQL has told", () -> Scrape.of(app).value("boxoffice_postgresql_up") == 1);
      scrape = Scrape.of(app);
    }
  }

  @Test
  void everythingThatIsToldIsDocumentedWithItsTypeAndLabels() {
    Map<String, Documented> documented = rows(document.stream());
    told().forEach((name, told) -> assertEquals(told, documented.get(name), name));
  }

  @Test
  void everythingThatIsDocumentedIsTold() {
    Set<String> documented =
        rows(document.stream().takeWhile(line -> !line.startsWith("### Only"))).keySet();
    documented.removeAll(told().keySet());
    assertEquals(Set.of(), documented);
  }

  @Test
  void theDashboardShowsWhatThereIs() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(Path.of("docs/grafana-dashboard.json").toFile());
    List<String> expressions = dashboard.findValuesAsText("expr");
    assertFalse(expressions.isEmpty());
    expressions.forEach(DocumentedMetricsTest::assertUsesWhatThereIs);
  }

  @Test
  void theAlertsLookAtWhatThereIsAndEachIsTried() throws IOException {
    String alerts = Files.readString(Path.of("docs/alerts.yml"));
    String tried = Files.readString(Path.of("src/test/prometheus/alerts-test.yml"));
    assertUsesWhatThereIs(alerts);
    List<String> names =
        Pattern.compile("- alert: (\\w+)")
            .matcher(alerts)
            .results()
            .map(alert -> alert.group(1))
            .toList();
    assertFalse(names.isEmpty());
    names.forEach(name -> assertTrue(tried.contains("alertname=\"" + name + "\""), name));
  }

  private static void assertUsesWhatThereIs(String text) {
    for (MatchResult use : USE.matcher(text).results().toList()) {
      Set<String> labels = labelsOf(use.group(1));
      assertFalse(labels.isEmpty(), () -> "there is no " + use.group(1) + " in " + text);
      LABEL
          .matcher(Objects.requireNonNullElse(use.group(2), ""))
          .results()
          .map(label -> label.group(1))
          .forEach(label -> assertTrue(labels.contains(label), () -> label + " in " + text));
    }
  }

  /** Those of the samples of this name, and what Prometheus adds. */
  private static Set<String> labelsOf(String name) {
    return scrape.samples().stream()
        .filter(sample -> sample.name().equals(name))
        .flatMap(
            sample ->
                Stream.concat(sample.labels().keySet().stream(), Stream.of("job", "instance")))
        .collect(Collectors.toSet());
  }

  /**
   * Families by their names; the gauge of the largest beside each of times or sizes is one with it.
   */
  private static Map<String, Documented> told() {
    Map<String, Documented> told = new TreeMap<>();
    scrape
        .types()
        .forEach(
            (family, type) -> {
              String measured =
                  scrape.types().getOrDefault(family.replaceFirst("_max$", ""), "gauge");
              if (!family.endsWith("_max") || measured.equals("gauge")) {
                told.put(family, new Documented(type, labels(family)));
              }
            });
    return told;
  }

  private static Set<String> labels(String family) {
    return scrape.samples().stream()
        .filter(sample -> Scrape.family(sample.name(), scrape.types()).equals(family))
        .flatMap(sample -> sample.labels().keySet().stream())
        .filter(label -> !label.equals("le"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Documented> rows(Stream<String> lines) {
    return lines
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                row -> row.group(1),
                row -> new Documented(row.group(2), quoted(row.group(3))),
                (_, _) -> {
                  throw new AssertionError("documented twice");
                },
                TreeMap::new));
  }

  private static Set<String> quoted(String labels) {
    return Pattern.compile("`(\\w+)`")
        .matcher(labels)
        .results()
        .map(label -> label.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private record Documented(String type, Set<String> labels) {}
}
