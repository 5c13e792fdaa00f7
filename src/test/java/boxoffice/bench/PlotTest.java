package boxoffice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {
  private final Results results = InventedResults.plausible();
  private final Measurements measured = new Measurements(results);
  private final OpenLoops open = new OpenLoops(results.open());
  private final LatencyPlots latency =
      new LatencyPlots(open, open.quarter(measured.rate(Contender.CEILING)));

  @Test
  void throughputShowsEachContenderWithItsValue() throws Exception {
    List<String> texts = texts(new ThroughputSection(measured).plot());
    for (Contender contender : Contender.values()) {
      assertTrue(texts.contains(contender.title()), texts.toString());
    }
    assertTrue(texts.containsAll(List.of("24,200", "the ceiling", "answers/s")), texts.toString());
  }

  @Test
  void percentilesShowTheCeilingAndReserve() throws Exception {
    List<String> texts = texts(latency.percentiles());
    assertTrue(
        texts.containsAll(List.of("p50", "p90", "p99", "p99.9", "ceiling", "reserve", "ms")),
        texts.toString());
  }

  @Test
  void ratesShowALineForEachPercentileOfBoth() throws Exception {
    assertTrue(texts(latency.rates()).containsAll(List.of("p50", "p99", "ceiling p99.9")));
    assertEquals(6, elements(latency.rates(), "polyline").getLength());
    assertEquals(6 * 4, elements(latency.rates(), "circle").getLength());
  }

  @Test
  void theLagIsDrawnOverTimeInTwoPanels() throws Exception {
    Plot plot = new LagSection(results.timeline()).plot();
    assertTrue(texts(plot).containsAll(List.of("unsaved changes", "201 to row, p99", "changes")));
    assertEquals(3, elements(plot, "polyline").getLength());
  }

  @Test
  void everythingLiesWithinThePicture() throws Exception {
    for (Plot plot :
        List.of(
            new ThroughputSection(measured).plot(),
            latency.percentiles(),
            latency.rates(),
            new LagSection(results.timeline()).plot())) {
      Document svg = parsed(plot);
      double height = number(svg.getDocumentElement(), "height");
      NodeList all = svg.getElementsByTagName("text");
      for (int i = 0; i < all.getLength(); i++) {
        var text = (Element) all.item(i);
        double width = Svg.widthOf(text.getTextContent());
        double x = number(text, "x");
        double left =
            switch (text.getAttribute("text-anchor")) {
              case "end" -> x - width;
              case "middle" -> x - width / 2;
              default -> x;
            };
        assertTrue(left >= 0 && left + width <= Svg.WIDTH, text.getTextContent());
        assertTrue(number(text, "y") < height, text.getTextContent());
      }
    }
  }

  @Test
  void aNameMayHoldWhatXmlGivesAMeaning() throws Exception {
    var bar = new BarChart.Bar("a < b & \"c\"", "<script>", 1, 1, 1);
    var svg = new BarChart("R&D", "<", "1/s", List.of(bar)).draw();
    Plot plot = new Plot("", "", Optional.of(svg));
    assertTrue(texts(plot).containsAll(List.of("a < b & \"c\"", "<script>", "R&D")));
    assertEquals(0, elements(plot, "script").getLength());
  }

  @Test
  void nothingMeasuredIsNoPicture() {
    Results nothing = InventedResults.nothing();
    assertTrue(new ThroughputSection(new Measurements(nothing)).plot().svg().isEmpty());
    assertTrue(new LagSection(nothing.timeline()).plot().svg().isEmpty());
  }

  @Test
  void anAxisEndsAtRoundNumbers() {
    assertEquals(
        List.of(0.0, 5_000.0, 10_000.0, 15_000.0, 20_000.0, 25_000.0),
        Axis.linear("", DoubleStream.of(21_000)).ticks());
    assertEquals(
        List.of(0.2, 0.5, 1.0, 2.0, 5.0), Axis.logarithmic("", DoubleStream.of(0.3, 4)).ticks());
    assertEquals(0.5, Axis.linear("", DoubleStream.of(100)).of(50));
    assertEquals(2, Axis.logarithmic("", DoubleStream.of(5)).ticks().size());
    assertFalse(Double.isNaN(Axis.linear("", DoubleStream.of(0)).of(0)));
  }

  private static List<String> texts(Plot plot) throws Exception {
    NodeList all = elements(plot, "text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent());
    }
    return texts;
  }

  private static NodeList elements(Plot plot, String name) throws Exception {
    return parsed(plot).getElementsByTagName(name);
  }

  private static Document parsed(Plot plot) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(plot.svg().get().toString())));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
