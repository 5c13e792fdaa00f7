package boxoffice.bench;

/**
 * What it costs to know who asks: the service that asks for tokens beside the one that does not,
 * both on the same servers, in turns. No token is shown twice in a round, so each is checked.
 */
final class BenchAuth {
  private static final int USERS = 200_000;

  private final Stage stage;
  private final Load load;
  private final Collected collected;

  BenchAuth(Stage stage, Load load, Collected collected) {
    this.stage = stage;
    this.load = load;
    this.collected = collected;
  }

  void run() {
    TokenFile.write(USERS);
    try (Subject asking = stage.launch().askingForTokens()) {
      asking.awaitReady();
      var plain = new HttpRun(stage, load, Contender.RESERVE);
      var withTokens = HttpRun.withTokens(stage, load, asking);
      var warmUp = new WarmUp(stage.settings());
      long product = stage.product().pid();
      warmUp.run("reserve without tokens", product, seconds -> reserve(plain, seconds));
      warmUp.run("reserve with tokens", asking.pid(), seconds -> reserve(withTokens, seconds));
      for (int round = 1; round <= stage.settings().rounds(); round++) {
        Turns.take(
            round,
            () -> measure(FigureNames.WITHOUT_TOKENS, FigureNames.CPU_WITHOUT_TOKENS, plain),
            () -> measure(FigureNames.WITH_TOKENS, FigureNames.CPU_WITH_TOKENS, withTokens));
      }
    }
  }

  private void measure(String rate, String cpu, HttpRun run) {
    HttpRun.Outcome outcome = reserve(run, stage.settings().seconds());
    collected.figure(rate, outcome.load().perSecond(), "1/s");
    double seconds = outcome.cpuSeconds().getOrDefault(CpuMeter.JVM, 0.0);
    collected.figure(cpu, seconds * 1e6 / outcome.load().answers(), "µs");
  }

  private static HttpRun.Outcome reserve(HttpRun run, double seconds) {
    return run.run(run.job(seconds).by(1, USERS));
  }
}
