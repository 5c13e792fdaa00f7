package boxoffice.writebehind;

import boxoffice.reservation.Lease;
import boxoffice.reservation.Membership;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnsavedChanges;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings home what no worker has saved for some seconds: because its process died, its queue was
 * full or PostgreSQL was away. It looks into this instance's memory first, then into the journal
 * that all instances share, in the partitions that are this instance's to look after.
 */
final class Sweep implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private final UnsavedChanges unsaved;
  private final HeldChanges held;
  private final Saver saver;
  private final Membership membership;
  private final WriteBehindSettings settings;
  private final LongAdder sweeps = new LongAdder();
  private final LongAdder broughtHome = new LongAdder();

  Sweep(
      UnsavedChanges unsaved,
      HeldChanges held,
      Saver saver,
      Membership membership,
      WriteBehindSettings settings) {
    this.membership = membership;
    this.unsaved = unsaved;
    this.held = held;
    this.saver = saver;
    this.settings = settings;
  }

  /** How often it has come to its end since the start. */
  long sweeps() {
    return sweeps.sum();
  }

  /** How many changes it has brought home since the start. */
  long broughtHome() {
    return broughtHome.sum();
  }

  @Override
  public void run() {
    Lease lease = membership.require(); // before anything is taken, as the workers do
    int[] swept = {0};
    held.olderThan(
        settings.sweepAge(),
        unsaved.now(),
        settings.batchSize(),
        batch -> swept[0] += saver.save(lease, batch));
    unsaved.olderThan(
        settings.sweepAge(),
        membership::looksAfter,
        settings.batchSize(),
        new UnsavedChanges.Taker() {
          @Override
          public Runnable hold(List<Reservation> batch) {
            return held.holdForNow(batch);
          }

          @Override
          public void save(List<Reservation> batch) {
            swept[0] += saver.save(lease, batch);
          }
        });
    sweeps.increment();
    broughtHome.add(swept[0]);
    if (swept[0] > 0) {
      log.info("swept {} changes home that had waited for too long", swept[0]);
    }
  }
}
