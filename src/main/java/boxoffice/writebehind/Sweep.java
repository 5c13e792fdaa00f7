package boxoffice.writebehind;

import boxoffice.reservation.Lease;
import boxoffice.reservation.Membership;
import boxoffice.reservation.UnsavedChanges;
import boxoffice.reservation.UnsavedChanges.Taken;
import boxoffice.reservation.UnsavedChanges.Untaken;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
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
    long before = broughtHome.sum();
    saveAll(
        held.olderThan(settings.sweepAge(), unsaved.now(), settings.batchSize()),
        batch -> saver.save(lease, batch));
    saveAll(
        unsaved.olderThan(settings.sweepAge(), membership::looksAfter, settings.batchSize()),
        batch -> takeAndSave(lease, batch));
    sweeps.increment();
    long swept = broughtHome.sum() - before;
    if (swept > 0) {
      log.info("swept {} changes home that had waited for too long", swept);
    }
  }

  /**
   * Several batches at once, as the workers do: while one is struck out of the journal, the next is
   * written.
   */
  private <T> void saveAll(Stream<T> batches, ToIntFunction<T> save) {
    SlidingWindow.forEach(
        batches,
        settings.workers(),
        "sweep-writer",
        batch -> broughtHome.add(save.applyAsInt(batch)));
  }

  private int takeAndSave(Lease lease, Untaken batch) {
    Taken taken = batch.take(held::holdForNow);
    try {
      return saver.save(lease, taken.changes());
    } finally {
      taken.letGo().run();
    }
  }
}
