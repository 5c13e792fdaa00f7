package boxoffice.lab;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * One rush and one fault at a time, for who wants to see the service under load and in trouble. All
 * it does is what buyers do over HTTP, and what happens to servers that this process owns.
 */
public final class Lab implements AutoCloseable {
  private final boolean on;
  private final Stage stage;
  private final Breakables servers;
  private final Vitals vitals;
  private final Clock clock;
  private final Diary diary;
  private final LabUsers users;
  private Optional<Rush> rush = Optional.empty();
  private Optional<Breakage> breakage = Optional.empty();
  private long rushes;
  private boolean closed;

  /**
   * @param on whether it may do anything but watch
   */
  public Lab(boolean on, Stage stage, Breakables servers, Vitals vitals, Clock clock) {
    this.on = on;
    this.stage = stage;
    this.servers = servers;
    this.vitals = vitals;
    this.clock = clock;
    this.diary = new Diary(clock);
    this.users = new LabUsers(stage.users());
  }

  /** Begins a rush, if that is granted; it ends by itself. */
  public synchronized Permission hold(RushPlan plan) {
    if (!on || closed) {
      return Permission.LAB_OFF;
    }
    if (rush.isPresent() && !rush.get().isOver()) {
      return Permission.RUSH_RUNNING;
    }
    rushes++;
    rush = Optional.of(new Rush(rushes, plan, stage, users, diary, clock.instant()).begin());
    return Permission.GRANTED;
  }

  /**
   * Breaks a server, if that is granted; it is whole again by itself.
   *
   * @param seconds after which it is started again, where the fault lasts
   */
  public synchronized Permission breakServer(Fault fault, int seconds) {
    if (!on || closed) {
      return Permission.LAB_OFF;
    }
    if (!servers.faults().contains(fault)) {
      return Permission.NOT_EMBEDDED;
    }
    if (breakage.isPresent() && !breakage.get().isOver()) {
      return Permission.FAULT_RUNNING;
    }
    breakage = Optional.of(new Breakage(fault, seconds, servers, vitals, diary).begin());
    return Permission.GRANTED;
  }

  public synchronized LabState state() {
    return new LabState(
        on,
        on ? servers.faults() : Set.of(),
        rush.map(Rush::state),
        breakage
            .filter(b -> !b.isOver())
            .map(b -> new LabState.FaultState(b.fault(), b.seconds(), b.isHealing())),
        diary.notes());
  }

  /** What there is to see of the service now, and since this was asked before. */
  public Figures figures() {
    return vitals.figures();
  }

  /** Breaks off the rush, and sees to it that each server of ours runs. */
  @Override
  public void close() {
    Optional<Breakage> lastBreakage;
    Optional<Rush> lastRush;
    synchronized (this) {
      closed = true;
      lastBreakage = breakage;
      lastRush = rush;
    }
    lastBreakage.ifPresent(Breakage::end);
    lastRush.ifPresent(Rush::end);
  }
}
