package boxoffice.bench;

import boxoffice.bench.Results.ClosedRun;
import java.util.Arrays;
import java.util.List;

/** All contenders in closed loops, in turns, so that what else the machine does hits all alike. */
final class ClosedRounds {
  private final Stage stage;
  private final Load load;
  private final Collected collected;

  ClosedRounds(Stage stage, Load load, Collected collected) {
    this.stage = stage;
    this.load = load;
    this.collected = collected;
  }

  void run() {
    List<Contender> contenders =
        Arrays.stream(Contender.values()).filter(stage.settings()::includes).toList();
    contenders.forEach(this::warmUp);
    for (int round = 1; round <= stage.settings().rounds(); round++) {
      for (Contender contender : contenders) {
        collected.add(measure(contender, round, stage.settings().seconds()));
      }
    }
  }

  /** Warms it up and measures it in one round, if that has not been done. */
  void runMissing(Contender contender) {
    if (collected.rate(contender) == 0) {
      warmUp(contender);
      collected.add(measure(contender, 1, stage.settings().seconds()));
    }
  }

  private void warmUp(Contender contender) {
    new WarmUp(stage.settings())
        .run(contender.name(), jvm(contender), seconds -> measure(contender, 0, seconds));
  }

  /** What has no server in front is asked from here. */
  private long jvm(Contender contender) {
    return switch (contender) {
      case REDIS_ALONE, INSERT_ALONE -> ProcessHandle.current().pid();
      default -> stage.subject(contender).pid();
    };
  }

  private ClosedRun measure(Contender contender, int round, double seconds) {
    return switch (contender) {
      case REDIS_ALONE -> stage.redisAlone().run(round, seconds);
      case INSERT_ALONE -> stage.insertAlone().run(round, seconds);
      default -> overHttp(contender, round, seconds);
    };
  }

  private ClosedRun overHttp(Contender contender, int round, double seconds) {
    var run = new HttpRun(stage, load, contender);
    Job job = run.job(seconds);
    HttpRun.Outcome outcome = run.run(job);
    LoadResult result = outcome.load();
    if (contender == Contender.RESERVE && round > 0) {
      collected.figure(FigureNames.LAST_ROW, outcome.lastRow(), "s");
    }
    return new ClosedRun(
        contender.name(),
        round,
        job.connections(),
        result.seconds(),
        result.answers(),
        result.refused(),
        outcome.cpuSeconds(),
        result.latency());
  }
}
