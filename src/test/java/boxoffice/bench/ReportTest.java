package boxoffice.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path docs;

  @BeforeEach
  void leaveAPlace() throws IOException {
    Files.writeString(
        page(), "before\n" + MeasuredPart.BEGIN + "stale\n" + MeasuredPart.END + "after\n");
  }

  @Test
  void whatWasWrittenByHandStaysAndTheOldResultsGo() throws IOException {
    Report.write(InventedResults.plausible(), docs);
    Report.write(InventedResults.plausible(), docs);
    String text = Files.readString(page());
    assertTrue(text.startsWith("before\n" + MeasuredPart.BEGIN), text);
    assertTrue(text.endsWith(MeasuredPart.END + "after\n"), text);
    assertFalse(text.contains("stale"), text);
    assertEquals(text.indexOf("## Targets"), text.lastIndexOf("## Targets"));
  }

  @Test
  void withoutAPlaceForTheResultsNothingIsWritten() throws IOException {
    for (String text : List.of("no markers", MeasuredPart.BEGIN, MeasuredPart.END)) {
      Files.writeString(page(), text);
      assertRefused();
      assertEquals(text, Files.readString(page()));
    }
    Files.delete(page());
    assertRefused();
    assertFalse(Files.exists(docs.resolve("bench")));
  }

  @Test
  void thePageOfThisProjectHasAPlaceForTheResults() {
    assertDoesNotThrow(() -> MeasuredPart.of(Path.of("docs", "BENCHMARKS.md")));
  }

  private void assertRefused() {
    var refused =
        assertThrows(
            IllegalStateException.class, () -> Report.write(InventedResults.plausible(), docs));
    assertTrue(refused.getMessage().contains("<!-- measured: begin -->"), refused.getMessage());
    assertTrue(refused.getMessage().contains(page().toString()), refused.getMessage());
  }

  @Test
  void aContenderHasItsMedianItsRangeAndItsRatioToTheCeiling() {
    assertEquals(
        "| reserve | 24,200 | 18,400 | 25,000 | 0.46 | 2.64 | 9.26 | 0 |",
        written(InventedResults.plausible(), "| reserve | "));
  }

  @Test
  void theCpuTimeOfAnAnswerIsToldByProcess() {
    String text = written(InventedResults.plausible());
    assertTrue(text.contains("| reserve | 36.4 | 6.00 | 9.00 | 7.00 | 58.4 |"), text);
  }

  @Test
  void targetsAreCountedAsTheyAreListed() {
    String text = written(InventedResults.plausible());
    assertTrue(text.contains("Of 26 targets 16 are met, 4 missed, 6 not measured."), text);
  }

  @Test
  void whatWasNotMeasuredIsSaidSo() {
    String text = written(InventedResults.nothing());
    assertTrue(text.contains("Of 26 targets 0 are met, 0 missed, 26 not measured."), text);
    assertTrue(text.contains("| reserve | not measured |"), text);
    assertFalse(text.contains("!["), text);
  }

  @Test
  void aMissingContenderLeavesTheOthers() {
    var some = new InventedResults().closed(Contender.RESERVE, 10, 10, 10, 36.4, 6, 9).results();
    assertEquals(
        "| reserve | 10.0 | 10.0 | 10.0 | – | 6,400 | 22,400 | 0 |", written(some, "| reserve | "));
    assertTrue(written(some).contains("| sold out | not measured |"));
  }

  @Test
  void eachPictureThatIsReferredToIsThere() {
    String text = written(InventedResults.plausible());
    for (String file : List.of("throughput", "percentiles", "rates", "behind")) {
      assertTrue(text.contains("](bench/%s.svg)".formatted(file)), text);
      assertTrue(Files.exists(docs.resolve("bench").resolve(file + ".svg")), file);
    }
  }

  @Test
  void aPictureOfAnEarlierRunDoesNotStay() {
    Report.write(InventedResults.plausible(), docs);
    Report.write(InventedResults.nothing(), docs);
    assertFalse(Files.exists(docs.resolve("bench/throughput.svg")));
  }

  @Test
  void aBarInACommandDoesNotBreakTheTable() {
    String command = written(InventedResults.plausible(), "| command | ");
    assertEquals("| command | `wrk -t1 -c64 -d10s http://127.0.0.1:8080/ \\| sort` |", command);
  }

  private String written(Results results, String lineBegins) {
    return written(results).lines().filter(line -> line.startsWith(lineBegins)).findFirst().get();
  }

  private String written(Results results) {
    Report.write(results, docs);
    try {
      return Files.readString(page());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path page() {
    return docs.resolve("BENCHMARKS.md");
  }
}
