package boxoffice.bench;

/** Whether a reservation costs more when there is more of everything. */
final class BenchGrowth {
  private static final int FEW = 1_000;
  private static final int EVENTS = 10_000;
  private static final int ROUNDS = 5;
  private static final int TICKETS = 100_000_000;

  private final Stage stage;
  private final Collected collected;
  private final HttpRun run;

  BenchGrowth(Stage stage, Load load, Collected collected) {
    this.stage = stage;
    this.collected = collected;
    this.run = new HttpRun(stage, load, Contender.RESERVE);
  }

  void run() {
    overHolders();
    overEvents();
  }

  /** Whoever holds a ticket already is not among those who ask. */
  private void overHolders() {
    int many = stage.settings().users();
    int perRound = many / ROUNDS;
    Events.addUsers(stage.postgres(), many + 1L, many);
    long withFew = withHolders(FEW);
    long withMany = withHolders(many);
    for (int round = 1; round <= ROUNDS; round++) {
      Job job = run.job(seconds()).by(many + 1L + (round - 1L) * perRound, perRound);
      Turns.take(
          round,
          () -> measure(FigureNames.FEW_HOLDERS, job.on(withFew)),
          () -> measure(FigureNames.MANY_HOLDERS, job.on(withMany)));
    }
  }

  private long withHolders(int holders) {
    long event = stage.events().fresh();
    stage.events().addHolders(event, holders);
    return event;
  }

  private void overEvents() {
    int many = stage.settings().quick() ? EVENTS / 10 : EVENTS;
    long first = stage.events().fresh(many, TICKETS);
    int users = stage.settings().users();
    int perRound = users / ROUNDS;
    for (int round = 1; round <= ROUNDS; round++) {
      Job spread = run.job(seconds()).on(first).by(1L + (round - 1L) * perRound, perRound);
      Turns.take(
          round,
          () -> measure(FigureNames.ONE_EVENT, run.job(seconds())),
          () -> measure(FigureNames.MANY_EVENTS, spread.over(many)));
    }
  }

  private double seconds() {
    return stage.settings().seconds();
  }

  private void measure(String figure, Job job) {
    collected.figure(figure, run.run(job).load().perSecond(), "1/s");
  }
}
