package boxoffice.bench;

import boxoffice.bench.Results.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far PostgreSQL is behind while reservations are made as fast as the product can. */
final class Timeline {
  private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(250);

  /** Stands for all seconds together. */
  private static final int OVERALL = Integer.MAX_VALUE;

  /**
   * Both clocks are this machine's: a row says when Redis decided, and its transaction when
   * PostgreSQL committed.
   */
  private static final String DELAYS =
      """
      with delays as (
        select extract(epoch from created_at - min(created_at) over ()) as made,
          1000 * extract(epoch from pg_xact_commit_timestamp(xmin) - created_at) as delay
        from reservation where event_id between ? and ?)
      select floor(made)::int, percentile_cont(0.5) within group (order by delay)::float8,
        percentile_cont(0.99) within group (order by delay)::float8
      from delays group by rollup (floor(made)) order by 1 nulls last
      """;

  private final Stage stage;
  private final Load load;
  private final Collected collected;

  Timeline(Stage stage, Load load, Collected collected) {
    this.stage = stage;
    this.load = load;
    this.collected = collected;
  }

  private record Sample(Instant when, long unsaved) {}

  private record Delay(double p50, double p99) {}

  void run() {
    var run = new HttpRun(stage, load, Contender.RESERVE);
    Job job = run.job(stage.settings().quick() ? 5 : 15);
    List<Sample> samples =
        Samples.during(
            () -> run.run(job),
            BETWEEN_SAMPLES,
            () -> new Sample(Instant.now(), stage.redis().unsaved()));
    long last = job.firstEvent() + Events.IN_A_ROW - 1;
    Map<Integer, Delay> delays = delays(job.firstEvent(), last);
    Delay overall = delays.remove(OVERALL);
    collected.figure("201 to row, p50", overall.p50(), "ms");
    collected.figure(FigureNames.DELAY_P99, overall.p99(), "ms");
    collected.addTimeline(moments(samples, begin(job.firstEvent(), last), delays));
  }

  private Map<Integer, Delay> delays(long first, long last) {
    Map<Integer, Delay> delays = new TreeMap<>();
    stage
        .postgres()
        .ask(sql -> sql.fetch(DELAYS, first, last))
        .forEach(
            row -> {
              Integer second = row.get(0, Integer.class);
              delays.put(
                  second == null ? OVERALL : second,
                  new Delay(row.get(1, Double.class), row.get(2, Double.class)));
            });
    return delays;
  }

  private Instant begin(long first, long last) {
    double epoch =
        stage
                    .postgres()
                    .ask(
                        sql ->
                            sql.fetchValue(
                                "select extract(epoch from min(created_at))::float8 from"
                                    + " reservation where event_id between ? and ?",
                                first,
                                last))
                instanceof Double seconds
            ? seconds
            : 0;
    return Instant.ofEpochMilli((long) (epoch * 1e3));
  }

  /** Those while rows were made, and one more. */
  private static List<Moment> moments(
      List<Sample> samples, Instant begin, Map<Integer, Delay> delays) {
    List<Moment> moments = new ArrayList<>();
    for (Sample sample : samples) {
      double second = (sample.when().toEpochMilli() - begin.toEpochMilli()) / 1e3;
      Delay delay = delays.get((int) Math.floor(second));
      if (second >= 0 && delay != null) {
        moments.add(new Moment(second, sample.unsaved(), delay.p50(), delay.p99()));
      }
    }
    return moments;
  }
}
