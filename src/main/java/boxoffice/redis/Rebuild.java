package boxoffice.redis;

import boxoffice.reservation.Lease;
import boxoffice.reservation.Leases.Standing;
import boxoffice.reservation.Membership;
import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnavailableException;
import boxoffice.reservation.WriteBehind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a partition's state in Redis may be believed, and makes it whole where it may
 * not, together with the other instances.
 *
 * <p>A mark of another Redis process, or none, means that Redis was restarted, replaced or emptied
 * and may have lost what it had promised. Then one instance marks the partition as being rebuilt,
 * and each, in this order: has everything that it sent answered or failed; puts back into the
 * journal what it holds; says there that it has. When all that have a lease have said so, any of
 * them sets a new epoch; who does not and whose lease lapses is fenced first. Every event was
 * loaded in an older epoch and is thereby unloaded: it is loaded again, from PostgreSQL and the
 * journal, at its next use.
 *
 * <p>Each step reads how far the rebuild is and does what is missing, so any instance may die at
 * any point and the others finish it.
 */
final class Rebuild {
  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
  private static final long ANSWER_MILLIS = 2_000;

  private final Epochs epochs;
  private final Lane lane;
  private final WriteBehind writeBehind;
  private final Membership membership;

  /** The newest epoch of each partition that was believed; it may be doubted since. */
  private final Map<Integer, String> known = new HashMap<>();

  /** In which rebuild, and under which lease, this instance has put back what it holds. */
  private final Map<Integer, PutBack> putBack = new HashMap<>();

  private final Waiting waiting = new Waiting();
  private boolean wasWhole;
  private boolean tookPart;
  private int changesPutBack;
  private String obstacle = "";
  private final LongAdder rebuilds = new LongAdder();
  private final LongAdder allPutBack = new LongAdder();

  Rebuild(Epochs epochs, Lane lane, WriteBehind writeBehind, Membership membership) {
    this.epochs = epochs;
    this.lane = lane;
    this.writeBehind = writeBehind;
    this.membership = membership;
  }

  /**
   * Takes the next step towards believing every partition.
   *
   * @return whether all are believed; if not, the next step wants to be taken soon
   * @throws TimeoutException when a call to Redis hangs; only a new connection helps
   */
  boolean verify(RedisSession session) throws InterruptedException, TimeoutException {
    if (membership.lease().isEmpty()) {
      return false; // the start has not come so far
    }
    try {
      if (membership.isLost()) {
        joinAgain();
      }
      return step(new Marks(session), membership.require());
    } catch (UnavailableException e) {
      if (!session.isOpen()) {
        throw e; // told by the one who reconnects
      }
      tell(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** What was held under the lost lease is no longer put back: the others went on without it. */
  private void joinAgain() throws InterruptedException, TimeoutException {
    epochs.doubtAll();
    lane.awaitAnswers(ANSWER_MILLIS);
    writeBehind.surrender();
    membership.join();
    known.clear();
  }

  private boolean step(Marks marks, Lease mine) throws InterruptedException, TimeoutException {
    List<String> read = marks.read();
    if (read.stream().anyMatch(mark -> marks.isEpoch(mark) && !known.containsValue(mark))
        && !membership.confirm()) {
      return false; // somebody set an epoch, maybe without this instance
    }
    Map<Integer, String> unfinished = new TreeMap<>();
    for (int partition = 0; partition < Partition.COUNT; partition++) {
      String mark = read.get(partition);
      if (marks.isEpoch(mark)) {
        known.put(partition, mark);
        epochs.believe(partition, mark);
      } else {
        takePart(marks, partition, mark, mine).ifPresent(m -> unfinished.put(m.partition, m.mark));
      }
    }
    if (epochs.allBelieved()) {
      whole();
      return true;
    }
    finish(marks, unfinished, mine);
    return false;
  }

  /** Empty if another instance began a rebuild at the same moment: the next step joins it. */
  private Optional<PutBack> takePart(Marks marks, int partition, String mark, Lease mine)
      throws InterruptedException, TimeoutException {
    epochs.doubt(partition);
    lane.awaitAnswers(ANSWER_MILLIS);
    Optional<PutBack> part =
        (marks.isRebuild(mark) ? Optional.of(mark) : marks.beginRebuild(partition, mark))
            .map(rebuild -> new PutBack(partition, rebuild, mine));
    part.filter(p -> !p.equals(putBack.get(partition))).ifPresent(p -> putBack(marks, p));
    return part;
  }

  private void putBack(Marks marks, PutBack part) {
    Collection<Reservation> held = writeBehind.held(part.partition);
    marks.putBack(part.partition, part.mark, part.lease, held);
    putBack.put(part.partition, part);
    changesPutBack += held.size();
    allPutBack.add(held.size());
    tookPart = true;
    waiting.restart();
  }

  /** Ends the rebuild of each partition for which everybody who has a lease has put back. */
  private void finish(Marks marks, Map<Integer, String> unfinished, Lease mine) {
    List<Standing> everybody = membership.everybody();
    Set<Lease> leases = everybody.stream().map(Standing::lease).collect(Collectors.toSet());
    if (!leases.contains(mine)) {
      membership.lost(mine);
      return;
    }
    Set<Lease> missing = new HashSet<>();
    unfinished.forEach(
        (partition, mark) -> {
          Set<Lease> missingHere = new HashSet<>(leases);
          missingHere.removeAll(marks.havePutBack(partition));
          if (missingHere.isEmpty()) {
            marks.endRebuild(partition, mark);
          }
          missing.addAll(missingHere);
        });
    // While Redis or PostgreSQL is away nobody can renew a lease: all get the time to do so first.
    if (!missing.isEmpty() && waiting.isLongerThan(membership.lapse())) {
      membership.goOnWithout(missing);
    }
  }

  private void whole() {
    if (tookPart && wasWhole) {
      rebuilds.increment();
      log.info(
          "Redis is another process than before, or was emptied: {} unsaved changes were put back,"
              + " events are loaded again from PostgreSQL at their next use",
          changesPutBack);
    }
    wasWhole = true; // the first look of a process finds what another one left, which is no event
    tookPart = false;
    changesPutBack = 0;
    obstacle = "";
  }

  /** How often Redis was made whole after it had lost something, since the start. */
  long rebuilds() {
    return rebuilds.sum();
  }

  /** How many changes were put back into Redis since the start. */
  long putBack() {
    return allPutBack.sum();
  }

  /** Once per obstacle, not once per step. */
  private void tell(String what) {
    if (!what.equals(obstacle)) {
      log.warn("Redis can't be made whole yet, selling waits: {}", what);
    }
    obstacle = what;
  }

  private record PutBack(int partition, String mark, Lease lease) {}

  /** How long the others have been waited for, counted from the first look at who they are. */
  private static final class Waiting {
    private OptionalLong since = OptionalLong.empty();

    void restart() {
      since = OptionalLong.empty();
    }

    boolean isLongerThan(Duration bound) {
      long now = System.nanoTime();
      long begin = since.orElse(now);
      since = OptionalLong.of(begin);
      return now - begin > bound.toNanos();
    }
  }
}
