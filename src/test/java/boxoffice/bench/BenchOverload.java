package boxoffice.bench;

/**
 * What is sold, and how soon each is answered, when more ask than can be served: a crowd over so
 * many connections that one of them is free when a request is due, as long as answers come soon.
 */
final class BenchOverload {
  private static final int CROWD = 4_096;
  private static final double ABOVE = 1.2;
  private static final double FAR_ABOVE = 2;

  /** The load compiles itself meanwhile, and the rush that is let in as a whole is over. */
  private static final double WARM_UP_SECONDS = 3;

  private final Stage stage;
  private final Collected collected;
  private final HttpRun run;

  BenchOverload(Stage stage, Collected collected) {
    this.stage = stage;
    this.collected = collected;
    this.run = new HttpRun(stage, new OwnLoad(), Contender.RESERVE);
  }

  void run() {
    run.warmUp();
    for (int round = 1; round <= stage.settings().rounds(); round++) {
      double best = run.run(run.job(stage.settings().seconds())).load().perSecond();
      collected.figure(FigureNames.BEST, best, "1/s");
      measure(ABOVE * best, FigureNames.SOLD_ABOVE, FigureNames.LONGEST_ABOVE);
      measure(FAR_ABOVE * best, FigureNames.SOLD_FAR_ABOVE, FigureNames.LONGEST_FAR_ABOVE);
    }
  }

  private void measure(double rate, String sold, String longest) {
    Job crowd = run.job(stage.settings().seconds()).warmedUpFor(WARM_UP_SECONDS).through(CROWD);
    LoadResult result = run.run(crowd.atRate(rate)).load();
    collected.figure(sold, result.perSecond(), "1/s");
    collected.figure(longest, result.latency().max(), "ms");
  }
}
