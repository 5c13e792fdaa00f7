package boxoffice.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the product needs of memory, each time in a JVM that was just started. */
final class MemoryRun {
  /** Each request makes a whole block of neighbours known; so close, no block is left out. */
  private static final int STRIDE = 1_000;

  private static final int WARM_UP_REQUESTS = 500;
  private static final int FEW = 100_000;
  private static final int MANY = 2_000_000;
  private static final Duration EACH_SECOND = Duration.ofSeconds(1);
  private static final double UNTIL_DONE_SECONDS = 1_800;

  private final Stage stage;
  private final Load load;
  private final Collected collected;

  MemoryRun(Stage stage, Load load, Collected collected) {
    this.stage = stage;
    this.load = load;
    this.collected = collected;
  }

  void run() {
    knownUsers();
    reservations();
  }

  void idle() {
    Subject product = freshProduct();
    pause(Duration.ofSeconds(stage.settings().quick() ? 5 : 60));
    collected.figure(FigureNames.IDLE_MEMORY, JvmMemory.resident(product.pid()), "MB");
  }

  private void knownUsers() {
    Subject product = freshProduct();
    long event = stage.events().fresh(1, 1);
    for (int i = 0; i < WARM_UP_REQUESTS; i++) {
      Http.reserve(product.port(), event, 1);
    }
    double before = JvmMemory.usedHeap(product.pid());
    for (long user = 1; user <= stage.settings().users(); user += STRIDE) {
      Http.reserve(product.port(), event, user);
    }
    double after = JvmMemory.usedHeap(product.pid());
    collected.figure(FigureNames.KNOWN_USERS, after - before, "MB");
  }

  private void reservations() {
    freshProduct();
    var run = new HttpRun(stage, new OwnLoad(), Contender.RESERVE);
    Job job = run.job(UNTIL_DONE_SECONDS);
    int few = stage.settings().quick() ? FEW / 10 : FEW;
    int many = stage.settings().quick() ? MANY / 20 : MANY;
    run.run(job.upTo(few));
    double heap = JvmMemory.usedHeap(stage.product().pid());
    collected.figure(FigureNames.HEAP_FEW, heap, "MB");
    run.run(run.job(UNTIL_DONE_SECONDS).upTo(many - few));
    heap = JvmMemory.usedHeap(stage.product().pid());
    collected.figure(FigureNames.HEAP_MANY, heap, "MB");
  }

  /**
   * Under full load, from when it is warm. By the median of a minute: the compilers' memory is had
   * and given back all the time, a twentieth of the whole.
   */
  void endurance() {
    Subject product = freshProduct();
    var run = new HttpRun(stage, load, Contender.RESERVE);
    run.warmUp();
    int minute = stage.settings().quick() ? 2 : 60;
    Job tenMinutes = run.job(10 * minute);
    List<Double> resident =
        Samples.during(
            () -> run.run(tenMinutes), EACH_SECOND, () -> JvmMemory.resident(product.pid()));
    List<Double> first = resident.subList(0, minute);
    List<Double> tenth = resident.subList(9 * minute, 10 * minute); // what follows checks the rows
    collected.figure(FigureNames.MEMORY_EARLY, median(first), "MB");
    collected.figure(FigureNames.MEMORY_LATE, median(tenth), "MB");
  }

  private static double median(List<Double> values) {
    return PerRound.inOrder(values).median().orElseThrow();
  }

  private Subject freshProduct() {
    stage.endSubjects();
    return stage.product();
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      LockSupport.parkNanos(end - now);
    }
  }
}
