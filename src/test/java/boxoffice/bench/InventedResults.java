package boxoffice.bench;

import static boxoffice.bench.Contender.CEILING;
import static boxoffice.bench.Contender.CONDITIONAL_UPDATE;
import static boxoffice.bench.Contender.FIND_EVENT;
import static boxoffice.bench.Contender.INSERT_ALONE;
import static boxoffice.bench.Contender.REDIS_ALONE;
import static boxoffice.bench.Contender.RESERVE;
import static boxoffice.bench.Contender.RESERVE_AND_CANCEL;
import static boxoffice.bench.Contender.ROW_LOCK;
import static boxoffice.bench.Contender.SOLD_OUT;

import boxoffice.bench.Results.ClosedRun;
import boxoffice.bench.Results.Figure;
import boxoffice.bench.Results.Latency;
import boxoffice.bench.Results.Machine;
import boxoffice.bench.Results.Moment;
import boxoffice.bench.Results.OpenRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run might have measured, in three rounds, the second of them slow. */
final class InventedResults {
  private static final double SECONDS = 10;

  private final List<ClosedRun> closed = new ArrayList<>();
  private final List<OpenRun> open = new ArrayList<>();
  private final List<Moment> timeline = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  static Results plausible() {
    return new InventedResults()
        .closed(CEILING, 50_000, 40_000, 55_000, 28, 0, 0)
        .closed(RESERVE, 25_000, 18_400, 24_200, 36.4, 6, 9)
        .closed(SOLD_OUT, 30_000, 26_000, 34_100, 33, 3, 0)
        .closed(FIND_EVENT, 48_000, 39_000, 53_000, 26, 0, 0)
        .closed(RESERVE_AND_CANCEL, 22_000, 17_000, 23_000, 40, 7, 13)
        .closed(ROW_LOCK, 1_500, 1_300, 1_550, 110, 0, 410)
        .closed(CONDITIONAL_UPDATE, 3_900, 3_100, 3_800, 105, 0, 250)
        .closed(REDIS_ALONE, 190_000, 160_000, 200_000, 2.5, 5, 0)
        .closed(INSERT_ALONE, 120_000, 100_000, 125_000, 1.5, 0, 7)
        .openLoop(CEILING, 0.4)
        .openLoop(RESERVE, 1.6)
        .keepingUp()
        .figure(FigureNames.FSYNC_P99, "ms", 2.4)
        .figure(FigureNames.DELAY_P99, "ms", 88, 140, 91)
        .figure(FigureNames.LAST_ROW, "s", 0.12, 0.2, 0.11)
        .figure(FigureNames.FEW_HOLDERS, "1/s", 25_000, 18_400, 24_200)
        .figure(FigureNames.MANY_HOLDERS, "1/s", 24_000, 18_000, 23_900)
        .figure(FigureNames.ONE_EVENT, "1/s", 25_000, 18_400, 24_200)
        .figure(FigureNames.MANY_EVENTS, "1/s", 21_000, 16_000, 20_000)
        .figure(FigureNames.WITHOUT_PAGES, "1/s", 25_000, 18_400, 24_200)
        .figure(FigureNames.WITH_PAGES, "1/s", 23_500, 16_400, 23_200)
        .figure(FigureNames.WITHOUT_TOKENS, "1/s", 25_000, 18_400, 24_200)
        .figure(FigureNames.WITH_TOKENS, "1/s", 23_000, 16_900, 22_500)
        .figure(FigureNames.PAGES_MEMORY, "MB", 31)
        .figure(FigureNames.HEAP_FEW, "MB", 31.2)
        .figure(FigureNames.HEAP_MANY, "MB", 33.1)
        .figure(FigureNames.KNOWN_USERS, "MB", 0.3)
        .figure(FigureNames.START, "s", 1.2, 1.3, 1.2)
        .figure(FigureNames.IDLE_MEMORY, "MB", 262)
        .results();
  }

  static Results nothing() {
    return new InventedResults().results();
  }

  /** At these rates in three rounds, and with the CPU time of each process in µs an answer. */
  InventedResults closed(
      Contender contender,
      double first,
      double second,
      double third,
      double jvm,
      double redis,
      double postgres) {
    for (double rate : List.of(first, second, third)) {
      int round = 1 + closed.size() % 3;
      long answers = (long) (rate * SECONDS);
      closed.add(
          new ClosedRun(
              contender.name(),
              round,
              64,
              SECONDS,
              answers,
              0,
              Map.of(
                  "jvm", jvm * answers / 1e6,
                  "redis", redis * answers / 1e6,
                  "postgres", postgres * answers / 1e6,
                  "load", 7 * answers / 1e6),
              latency(64_000 / rate)));
    }
    return this;
  }

  /** Its latency rises with the rate, as that of any queue. */
  private InventedResults openLoop(Contender contender, double median) {
    for (double rate : List.of(2_000.0, 5_000.0, 12_500.0, 20_000.0)) {
      for (int round = 1; round <= 3; round++) {
        open.add(
            new OpenRun(
                contender.name(),
                round,
                rate,
                SECONDS,
                (long) (rate * SECONDS),
                0,
                latency(median * (0.9 + 0.1 * round) / (1 - rate / 26_000))));
      }
    }
    return this;
  }

  private static Latency latency(double median) {
    return new Latency(median, 1.7 * median, 3.5 * median, 9 * median, 21 * median);
  }

  private InventedResults keepingUp() {
    for (int second = 1; second <= 30; second++) {
      timeline.add(
          new Moment(
              second,
              900 + 37 * (second * 7 % 11),
              30 + 3 * (second * 5 % 7),
              70 + 9 * (second * 3 % 8)));
    }
    return this;
  }

  InventedResults moment(double second, long unsaved) {
    timeline.add(new Moment(second, unsaved, 30, 70));
    return this;
  }

  InventedResults figure(String name, String unit, double... rounds) {
    for (double value : rounds) {
      figures.add(new Figure(name, value, unit));
    }
    return this;
  }

  Results results() {
    var machine =
        new Machine(
            "2026-01-31T12:00Z",
            Map.of("processor", "an invented one, 2 cores"),
            "0123456",
            List.of("wrk -t1 -c64 -d10s http://127.0.0.1:8080/ | sort"));
    return new Results(machine, closed, open, timeline, figures);
  }
}
