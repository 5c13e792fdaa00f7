package boxoffice.reservation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Compares, for each event, what Redis holds with what PostgreSQL has and will have: total =
 * available + confirmed rows + reservations not yet saved − cancels not yet saved. Both systems
 * move all the while, so two looks at them differ; this is how it gets one look.
 *
 * <p><b>PostgreSQL stands still.</b> Whoever writes rows of reservations or changes an event locks
 * the event's row first. So the audit locks the rows of some events, all of one partition, in the
 * order of their ids as the others do; whatever was written before is seen by its later reads, and
 * nothing more is written until it lets go. Then one script looks at Redis, and only then are
 * {@code failed_write} and the rows of what is unsaved read.
 *
 * <p><b>Redis moves on, but only in ways that don't show.</b> At the instant of the script, an
 * event that is loaded has as holders exactly what comes of the rows with {@code failed_write} and
 * the journal merged over them, because every step keeps that so:
 *
 * <ul>
 *   <li>a decision writes holder and journal in one step; decided before the script, both are seen,
 *       after it, none;
 *   <li>a change is struck out of the journal after the commit of its row or of its {@code
 *       failed_write}. Not struck out yet, it merges with its row, which changes nothing. Struck
 *       out before the script, it was committed before, so it is among what is read afterwards;
 *   <li>a row of {@code failed_write} leaves after its reservation's row was committed. That was
 *       before the lock, since no such row can be committed now: read or gone, the merge is the
 *       same. One that comes meanwhile is in the journal, too;
 *   <li>a load publishes what it has gathered only if nothing but savings happened since; changes
 *       are put back only where the epoch is to be replaced, so that no event counts as loaded. A
 *       CONFIRMED put back that PostgreSQL knows as CANCELLED merges to CANCELLED and holds
 *       nothing, see {@code find} in decide.lua;
 *   <li>a lower total is told to Redis under the lock on the event's row. A total of Redis that is
 *       newer than the row's is of somebody who tries to commit it, or has died: PostgreSQL's is
 *       told again, as a newer one. An older one is on its way.
 * </ul>
 *
 * <p>Rows are not counted while they are locked, which would last too long for an event that has a
 * million. They are counted before, together with {@code available_tickets} from one snapshot,
 * whose difference is the same for ever, since both move in the same transactions; under the lock,
 * {@code available_tickets} then tells the count. Only what seems wrong is looked at once more,
 * with a count under the lock, and mended then.
 *
 * <p>What is compared is how many tickets are held, not by whom.
 */
public final class Audit implements Runnable {
  private static final int EVENTS_PER_PAGE = 1_000;

  /** An event may be locked by a writer that hangs; if several are, PostgreSQL or Redis is away. */
  private static final int FAILURES_PER_RUN = 3;

  private final LockedBooks forRequests;
  private final LockedBooks inBackground;
  private final CounterLook counter;
  private final Mending mending;
  private final AuditSettings settings;
  private final IntPredicate isMine;
  private final Duration patience;

  /**
   * @param forRequests the books as an operator's request reads them, quickly or not at all
   * @param inBackground the books as they are read on schedule
   * @param isMine the partitions whose events this instance audits on schedule
   * @param patience how long an operator's request may wait, all its waits together
   */
  public Audit(
      LockedBooks forRequests,
      LockedBooks inBackground,
      CounterLook counter,
      TicketCounter tickets,
      EventFeed feed,
      AuditSettings settings,
      IntPredicate isMine,
      Duration patience) {
    this.forRequests = forRequests;
    this.inBackground = inBackground;
    this.counter = counter;
    this.mending = new Mending(tickets, feed);
    this.settings = settings;
    this.isMine = isMine;
    this.patience = patience;
  }

  /** How long after one audit of all events the next begins. */
  public Duration interval() {
    return settings.interval();
  }

  public AuditTotals totals() {
    return mending.totals();
  }

  /** What was found in unbalanced events since the start; there may be several things in one. */
  public Tally<Finding> findings() {
    return mending.findings();
  }

  /**
   * How many events do not balance and could not be mended, among those that this instance looks
   * after.
   */
  public long unbalancedEvents() {
    return mending.standing(isMine);
  }

  /**
   * Audits these events now and mends what is wrong with them, newest first.
   *
   * @throws UnavailableException when that is not possible, or not in time
   */
  public List<AuditedEvent> audit(Page page) {
    Deadline deadline = Deadline.after(patience);
    return deadline.bound(() -> audit(page, deadline));
  }

  private List<AuditedEvent> audit(Page page, Deadline deadline) {
    List<AuditedEvent> audited = new ArrayList<>();
    int unsavedLimit = settings.unsavedLimit();
    for (List<Long> eventIds : byPartition(forRequests.eventIds(page))) {
      if (deadline.remaining().isZero()) {
        throw new UnavailableException("the audit takes too long for a request");
      }
      List<AuditedEvent> some = audit(forRequests, eventIds, unsavedLimit);
      unsavedLimit -= some.stream().mapToInt(event -> (int) event.look().read()).sum();
      audited.addAll(some);
    }
    audited.sort(Comparator.comparingLong((AuditedEvent e) -> e.look().event().id()).reversed());
    return audited;
  }

  /** Audits all events of this instance's partitions. */
  @Override
  public void run() {
    int failures = 0;
    List<Long> page = inBackground.eventIds(new Page(EVENTS_PER_PAGE, Long.MAX_VALUE));
    while (!page.isEmpty()) {
      for (List<Long> eventIds : byPartition(page)) {
        if (!isMine.test(Partition.ofEvent(eventIds.getFirst()))) {
          continue;
        }
        try {
          audit(inBackground, eventIds, settings.unsavedLimit());
        } catch (UnavailableException e) {
          if (++failures == FAILURES_PER_RUN) {
            throw e;
          }
        }
      }
      page = inBackground.eventIds(new Page(EVENTS_PER_PAGE, page.getLast()));
    }
  }

  private List<AuditedEvent> audit(LockedBooks books, List<Long> eventIds, int unsavedLimit) {
    Map<Long, EventLook> looks = byId(books.look(eventIds, unsavedLimit, counter));
    List<Long> suspects =
        looks.values().stream()
            .filter(look -> !Finding.in(look).isEmpty())
            .map(look -> look.event().id())
            .toList();
    if (!suspects.isEmpty()) {
      looks.putAll(byId(books.lookAgain(suspects, unsavedLimit, counter)));
    }
    return looks.values().stream().map(mending::mend).toList();
  }

  private static Map<Long, EventLook> byId(List<EventLook> looks) {
    Map<Long, EventLook> byId = new HashMap<>();
    looks.forEach(look -> byId.put(look.event().id(), look));
    return byId;
  }

  private static Collection<List<Long>> byPartition(List<Long> eventIds) {
    return eventIds.stream().collect(Collectors.groupingBy(Partition::ofEvent)).values();
  }
}
