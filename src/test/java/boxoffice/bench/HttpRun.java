package boxoffice.bench;

import boxoffice.bench.Job.Asking;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One load on one server: prepared, watched, and its sales checked. */
final class HttpRun {
  private static final long PAUSE_NANOS = 1_000_000_000;
  private static final long LOADED_NANOS = 60 * PAUSE_NANOS;

  private final Stage stage;
  private final Load load;
  private final Contender contender;
  private final Subject subject;
  private final CpuMeter cpu;
  private final Reservations reservations;

  HttpRun(Stage stage, Load load, Contender contender) {
    this(stage, load, contender, stage.subject(contender));
  }

  /** Reserves at a product that asks for tokens. */
  static HttpRun withTokens(Stage stage, Load load, Subject asking) {
    return new HttpRun(stage, load, Contender.RESERVE, asking);
  }

  private HttpRun(Stage stage, Load load, Contender contender, Subject subject) {
    this.stage = stage;
    this.load = load;
    this.contender = contender;
    this.subject = subject;
    this.cpu = new CpuMeter(stage, subject);
    this.reservations = new Reservations(stage);
  }

  /**
   * What came of it.
   *
   * @param cpuSeconds by part, that of saving what was sold included
   * @param lastRow seconds from the end of the load until all was saved
   */
  record Outcome(LoadResult load, Map<String, Double> cpuSeconds, double lastRow) {}

  void warmUp() {
    new WarmUp(stage.settings()).run(contender.name(), subject.pid(), seconds -> run(job(seconds)));
  }

  /** A job for this contender, on events that are new. */
  Job job(double seconds) {
    Asking asking =
        switch (contender) {
          case SOLD_OUT -> Asking.SOLD_OUT;
          case FIND_EVENT -> Asking.FIND_EVENT;
          case RESERVE_AND_CANCEL -> Asking.RESERVE_AND_CANCEL;
          case RESERVE -> subject.asksForTokens() ? Asking.RESERVE_WITH_TOKENS : Asking.RESERVE;
          default -> Asking.RESERVE;
        };
    int users = stage.settings().users();
    long event = asking == Asking.SOLD_OUT ? soldOut() : stage.events().fresh();
    Job job = Job.closed(asking, subject.port(), seconds, event, users);
    // The first user has the only ticket.
    return asking == Asking.SOLD_OUT ? job.by(2, users - 1) : job;
  }

  private long soldOut() {
    long first = stage.events().fresh(Events.IN_A_ROW, 1);
    for (long event = first; event < first + Events.IN_A_ROW; event++) {
      if (Http.reserve(subject.port(), event, 1) != 201) {
        throw new BenchException("The only ticket of an event could not be sold.");
      }
    }
    return first;
  }

  /** Does the job, then waits until nothing is left of it and for a moment more. */
  Outcome run(Job job) {
    if (asksProduct()) {
      load(job);
      reservations.awaitSaved();
    }
    long before = rows(job);
    LoadResult result = load.run(job, new Watch());
    double lastRow = asksProduct() ? reservations.awaitSaved() : 0;
    Map<String, Double> spent = cpu.spent(result.cpuSeconds());
    LockSupport.parkNanos(PAUSE_NANOS);
    check(job, before, result);
    return new Outcome(result, spent, lastRow);
  }

  /** Puts the events on sale, so that the rush does not wait for it. */
  private void load(Job job) {
    for (long event = job.firstEvent(); event < job.firstEvent() + job.events(); event++) {
      load(job.port(), event);
    }
  }

  /** More than once where an event has more holders than one request waits for. */
  private static void load(int port, long event) {
    long end = System.nanoTime() + LOADED_NANOS;
    while (Http.status(port, "/events/" + event) != 200) {
      if (System.nanoTime() > end) {
        throw new BenchException("Event " + event + " can't be put on sale.");
      }
    }
  }

  private boolean asksProduct() {
    return subject == stage.product() || subject.asksForTokens();
  }

  private boolean isChecked(Job job) {
    return contender != Contender.CEILING
        && (job.asking() == Asking.RESERVE || job.asking() == Asking.RESERVE_WITH_TOKENS);
  }

  /** What is in the books of all events that the job may reach. */
  private long rows(Job job) {
    return isChecked(job) ? stage.events().rows(job.firstEvent(), reach(job)) : 0;
  }

  private static int reach(Job job) {
    return Math.max(job.events(), Events.IN_A_ROW);
  }

  private void check(Job job, long before, LoadResult result) {
    if (isChecked(job)) {
      Reservations.checkRows(rows(job) - before, result);
      if (asksProduct()) {
        reservations.checkHolders(job.firstEvent(), reach(job));
      }
    }
  }

  /** Reads the processor time when the window begins. */
  private final class Watch implements Load.Window {
    @Override
    public void begins() {
      cpu.begin();
    }

    @Override
    public void ends() {}
  }
}
