package boxoffice.bench;

import boxoffice.bench.BarChart.Bar;
import boxoffice.bench.Results.Latency;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How many answers in a second, and what CPU time each takes. */
final class ThroughputSection {
  private static final List<String> PARTS = List.of("jvm", "redis", "postgres", "load");

  private final Measurements measured;

  ThroughputSection(Measurements measured) {
    this.measured = measured;
  }

  String text() {
    int rounds =
        Arrays.stream(Contender.values())
            .mapToInt(contender -> measured.rate(contender).rounds())
            .max()
            .orElse(0);
    return """
    ## Throughput at %s connections

    %sClosed loop, %s rounds in turns: medians, with the lowest and the highest round. × is the median of the rounds' ratios to the ceiling.
    What has no HTTP in front counts decisions, or rows, for answers. The last column counts, over all rounds, the answers that were not the
    one that was meant, or never came.

    %s
    CPU time for one answer, in µs, by process:

    %s\
    """
        .formatted(Measurements.CONNECTIONS, plot().reference(), rounds, rates(), cpuTimes());
  }

  private Table rates() {
    Table table =
        new Table(
            "lrrrrrrr",
            "",
            "answers/s",
            "lowest",
            "highest",
            "× ceiling",
            "p50, ms",
            "p99, ms",
            "other answers");
    for (Contender contender : Contender.values()) {
      PerRound rate = measured.rate(contender);
      table.row(
          contender.title(),
          rate.isEmpty() ? "not measured" : Numbers.measured(rate.median()),
          Numbers.measured(rate.lowest()),
          Numbers.measured(rate.highest()),
          Numbers.measured(rate.over(measured.rate(Contender.CEILING)).median()),
          Numbers.measured(measured.latency(contender, Latency::p50).median()),
          Numbers.measured(measured.latency(contender, Latency::p99).median()),
          rate.isEmpty() ? "–" : Numbers.count(measured.refused(contender)));
    }
    return table;
  }

  private Table cpuTimes() {
    Table table = new Table("lrrrrr", "", "JVM", "Redis", "PostgreSQL", "load", "together");
    for (Contender contender : Contender.values()) {
      Stream<PerRound> times =
          Stream.concat(
              PARTS.stream().map(part -> measured.cpu(contender, part)),
              Stream.of(measured.cpu(contender)));
      table.row(
          Stream.concat(
                  Stream.of(contender.title()), times.map(PerRound::median).map(Numbers::measured))
              .toList());
    }
    return table;
  }

  Plot plot() {
    List<Bar> bars =
        Arrays.stream(Contender.values())
            .filter(contender -> !measured.rate(contender).isEmpty())
            .map(this::bar)
            .toList();
    String title = "Throughput at %s connections".formatted(Measurements.CONNECTIONS);
    Optional<Svg> svg =
        bars.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new BarChart(
                        title,
                        "Answers a second of each contender, the median of the rounds.",
                        "answers/s",
                        bars)
                    .draw());
    return new Plot("throughput.svg", title, svg);
  }

  private Bar bar(Contender contender) {
    PerRound rate = measured.rate(contender);
    return new Bar(
        contender.title(),
        series(contender),
        rate.median().getAsDouble(),
        rate.lowest().getAsDouble(),
        rate.highest().getAsDouble());
  }

  private static String series(Contender contender) {
    return switch (contender) {
      case CEILING -> "the ceiling";
      case RESERVE, SOLD_OUT, FIND_EVENT, RESERVE_AND_CANCEL -> "Box Office";
      case ROW_LOCK, CONDITIONAL_UPDATE -> "PostgreSQL decides";
      case REDIS_ALONE, INSERT_ALONE -> "a part by itself";
    };
  }
}
