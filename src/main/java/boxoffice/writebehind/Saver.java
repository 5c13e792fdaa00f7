package boxoffice.writebehind;

import boxoffice.reservation.Lease;
import boxoffice.reservation.RecoveryTable;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReservationWriter;
import boxoffice.reservation.ReservationWriter.RefusedException;
import boxoffice.reservation.UnavailableException;
import boxoffice.reservation.UnsavedChanges;
import boxoffice.reservation.UnsavedChanges.Taken;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way by which changes reach PostgreSQL: the workers, the sweep and the recovery job share
 * it.
 *
 * <p>PostgreSQL sees changes in another order than Redis decided them: the sale of a ticket may
 * arrive before the cancel that freed it. So before a refusal counts, every cancel of the same
 * events that is still on its way is written along. Then a batch that is refused is halved, until
 * the row that is refused stands alone and goes into the recovery table; its neighbours go through.
 */
final class Saver {
  private static final Logger log = LoggerFactory.getLogger(Saver.class);
  private static final int ATTEMPTS_WITH_CANCELS = 3;

  private final ReservationWriter writer;
  private final UnsavedChanges unsaved;
  private final RecoveryTable recovery;
  private final HeldChanges held;
  private final RetrySchedule schedule;
  private final Clock clock;
  private final AtomicBoolean recoveryRefused = new AtomicBoolean();

  Saver(
      ReservationWriter writer,
      UnsavedChanges unsaved,
      RecoveryTable recovery,
      HeldChanges held,
      RetrySchedule schedule,
      Clock clock) {
    this.writer = writer;
    this.unsaved = unsaved;
    this.recovery = recovery;
    this.held = held;
    this.schedule = schedule;
    this.clock = clock;
  }

  /**
   * Brings these changes home: into their rows, or where PostgreSQL refuses one, into the recovery
   * table. One that the recovery table refuses too stays in the journal and keeps nobody waiting:
   * the sweep tries it again.
   *
   * @param lease under which they were taken
   * @return how many are home
   * @throws UnavailableException when PostgreSQL is away; they are still in the journal, and may be
   *     saved again as they are
   */
  int save(Lease lease, List<Reservation> changes) {
    Set<Long> stuck = new HashSet<>();
    saveOrHalve(lease, List.copyOf(merged(changes).values()), stuck);
    List<Reservation> home =
        changes.stream().filter(change -> !stuck.contains(change.id())).toList();
    strikeOut(home);
    home.forEach(held::release);
    return home.size();
  }

  /**
   * Writes these changes or none.
   *
   * @throws RefusedException when PostgreSQL refuses one of them, even after every cancel that may
   *     be in the way
   */
  void write(Lease lease, List<Reservation> changes) {
    try {
      writer.write(lease, changes);
    } catch (RefusedException e) {
      writeWithCancels(lease, changes, e);
    }
  }

  private void writeWithCancels(Lease lease, List<Reservation> changes, RefusedException first) {
    RefusedException refused = first;
    Set<Long> eventIds = changes.stream().map(Reservation::eventId).collect(Collectors.toSet());
    for (int attempt = 1; attempt <= ATTEMPTS_WITH_CANCELS; attempt++) {
      Map<Long, Reservation> all = merged(changes);
      Taken cancels = unsaved.takeCancelsOf(eventIds, held::holdForNow);
      try {
        add(all, cancels.changes());
        add(all, recovery.cancelsOf(eventIds));
        writer.write(lease, List.copyOf(all.values()));
        return;
      } catch (RefusedException e) {
        refused = e;
        if (all.equals(merged(changes))) {
          break; // no cancel is in the way
        }
      } finally {
        cancels.letGo().run();
      }
    }
    throw refused;
  }

  private void saveOrHalve(Lease lease, List<Reservation> changes, Set<Long> stuck) {
    try {
      write(lease, changes);
    } catch (RefusedException e) {
      if (changes.size() > 1) {
        int middle = changes.size() / 2;
        saveOrHalve(lease, changes.subList(0, middle), stuck);
        saveOrHalve(lease, changes.subList(middle, changes.size()), stuck);
      } else if (!recover(lease, changes.getFirst(), e)) {
        stuck.add(changes.getFirst().id());
      }
    }
  }

  /** Whether the recovery table has taken it. */
  private boolean recover(Lease lease, Reservation change, RefusedException refusal) {
    Instant now = clock.instant();
    try {
      Instant next = schedule.nextAttempt(1, now);
      recovery.add(lease, change, String.valueOf(refusal.getMessage()), now, next);
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!recoveryRefused.getAndSet(true)) {
        log.error(
            "PostgreSQL refused reservation {} ({}), and failed_write refused it too: it stays in"
                + " Redis and will be tried again",
            change.id(),
            refusal.getMessage(),
            e);
      }
      return false;
    }
    recoveryRefused.set(false);
    log.warn(
        "PostgreSQL refused reservation {} ({}): it is in failed_write and will be tried again",
        change.id(),
        refusal.getMessage());
    return true;
  }

  /**
   * Where Redis is away, the entries stay: the sweep finds them and writes them once more, which
   * changes nothing.
   */
  private void strikeOut(List<Reservation> changes) {
    try {
      unsaved.saved(changes);
    } catch (UnavailableException e) {
      log.debug("{} saved changes stay in the journal for now: {}", changes.size(), e.getMessage());
    }
  }

  private static Map<Long, Reservation> merged(Collection<Reservation> changes) {
    Map<Long, Reservation> merged = new LinkedHashMap<>();
    add(merged, changes);
    return merged;
  }

  private static void add(Map<Long, Reservation> merged, Collection<Reservation> changes) {
    changes.forEach(change -> merged.merge(change.id(), change, Reservation::merge));
  }

  /**
   * In pieces of this size.
   *
   * @return how many are home
   */
  int saveAll(Lease lease, List<Reservation> changes, int batchSize) {
    int home = 0;
    for (int from = 0; from < changes.size(); from += batchSize) {
      home += save(lease, changes.subList(from, Math.min(from + batchSize, changes.size())));
    }
    return home;
  }
}
