package boxoffice.writebehind;

import boxoffice.reservation.FailedWrites;
import boxoffice.reservation.Membership;
import boxoffice.reservation.RecoveryTable;
import boxoffice.reservation.ReservationWriter;
import boxoffice.reservation.UnsavedChanges;
import boxoffice.reservation.WriteBehind;
import java.time.Clock;
import java.time.Duration;

/**
 * The way of a change from the decision to PostgreSQL: queue and workers, sweep, recovery job, and
 * the one writer that they share.
 */
public final class WayHome implements AutoCloseable {
  private final HeldChanges held = new HeldChanges();
  private final WriteBehindSettings settings;
  private final WriteQueue queue;
  private final Sweep sweep;
  private final RecoveryJob recovery;

  /**
   * @param patience how long an operator's request may wait, all its waits together
   */
  public WayHome(
      ReservationWriter writer,
      UnsavedChanges unsaved,
      RecoveryTable recoveryTable,
      Membership membership,
      WriteBehindSettings settings,
      Clock clock,
      Duration patience) {
    this.settings = settings;
    var saver = new Saver(writer, unsaved, recoveryTable, held, settings.retrySchedule(), clock);
    this.queue = new WriteQueue(held, saver, membership, settings);
    this.sweep = new Sweep(unsaved, held, saver, membership, settings);
    this.recovery =
        new RecoveryJob(
            recoveryTable, saver, membership, settings.retrySchedule(), clock, patience);
  }

  public void start(Jobs jobs) {
    queue.start();
    jobs.every(settings.sweepInterval(), "the sweep", sweep);
    jobs.every(settings.recoveryInterval(), "the recovery job", recovery);
  }

  public WriteBehind writeBehind() {
    return queue;
  }

  public FailedWrites failedWrites() {
    return recovery;
  }

  /** How many changes are still to be saved. */
  public int unsaved() {
    return held.count();
  }

  /** How many changes are still to be saved at most, before no more are decided. */
  public int unsavedLimit() {
    return settings.heldLimit();
  }

  /** How many changes wait in the queue. */
  public int queued() {
    return queue.size();
  }

  /** How many changes can wait in the queue. */
  public int queueCapacity() {
    return settings.queueCapacity();
  }

  /** How often the sweep has come to its end since the start. */
  public long sweeps() {
    return sweep.sweeps();
  }

  /** How many changes the sweep has brought home since the start. */
  public long swept() {
    return sweep.broughtHome();
  }

  /** Empties the queue, for as long as allowed. */
  @Override
  public void close() {
    queue.close();
  }
}
