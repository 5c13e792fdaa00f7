package boxoffice.bench;

import java.util.concurrent.locks.LockSupport;

/** What it costs that thousands look on while others buy. */
final class BenchLive {
  private static final int PAGES = 2_000;
  private static final int SALES = 50;
  private static final long BETWEEN_SALES_NANOS = 100_000_000;

  private final Stage stage;
  private final Load load;
  private final Collected collected;

  BenchLive(Stage stage, Load load, Collected collected) {
    this.stage = stage;
    this.load = load;
    this.collected = collected;
  }

  void run() {
    measureMemory();
    measureRate();
  }

  /** In a JVM that has warmed up and sells one ticket after the other, before and with pages. */
  private void measureMemory() {
    stage.endSubjects();
    var run = new HttpRun(stage, load, Contender.RESERVE);
    run.warmUp();
    Subject product = stage.product();
    sellSome(product);
    double heap = JvmMemory.usedHeap(product.pid());
    double resident = JvmMemory.resident(product.pid());
    try (OpenPages pages = OpenPages.open(product.port(), PAGES)) {
      sellSome(product);
      collected.figure(
          FigureNames.PAGES_MEMORY, JvmMemory.resident(product.pid()) - resident, "MB");
      collected.figure(FigureNames.PAGES_HEAP, JvmMemory.usedHeap(product.pid()) - heap, "MB");
      pages.requireAll();
    }
  }

  /** So slowly that pages are told of each. */
  private void sellSome(Subject product) {
    long event = stage.events().fresh(1, SALES);
    for (int user = 1; user <= SALES; user++) {
      Http.reserve(product.port(), event, user);
      LockSupport.parkNanos(BETWEEN_SALES_NANOS);
    }
  }

  private void measureRate() {
    for (int round = 1; round <= stage.settings().rounds(); round++) {
      Turns.take(
          round,
          () -> collected.figure(FigureNames.WITHOUT_PAGES, rate(), "1/s"),
          this::measureWithPages);
    }
  }

  private void measureWithPages() {
    try (OpenPages pages = OpenPages.open(stage.product().port(), PAGES)) {
      long messages = pages.messages();
      long begin = System.nanoTime();
      double perSecond = rate();
      double seconds = (System.nanoTime() - begin) / 1e9;
      pages.requireAll();
      collected.figure(FigureNames.WITH_PAGES, perSecond, "1/s");
      collected.figure(FigureNames.TOLD, (pages.messages() - messages) / seconds / PAGES, "1/s");
    }
  }

  private double rate() {
    var run = new HttpRun(stage, load, Contender.RESERVE);
    return run.run(run.job(stage.settings().seconds())).load().perSecond();
  }
}
