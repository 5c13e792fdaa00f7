package boxoffice.reservation;

import boxoffice.reservation.CountedEvent.OnSale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends what the audit finds, logs it in one line and counts it.
 *
 * <p>Redis has one repair: the event is unloaded, and loaded again from PostgreSQL and the journal
 * at its next use. That can be done at any time, also to an event with which nothing is wrong.
 */
final class Mending {
  private static final Logger log = LoggerFactory.getLogger(Mending.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** No request takes so long. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(3);

  private final TicketCounter tickets;
  private final EventFeed feed;
  private final LongAdder audited = new LongAdder();
  private final LongAdder notCompared = new LongAdder();
  private final LongAdder unbalanced = new LongAdder();
  private final LongAdder unloaded = new LongAdder();
  private final LongAdder availableTicketsSet = new LongAdder();
  private final LongAdder toldAgain = new LongAdder();
  private final Tally<Finding> found = new Tally<>(Finding.class);

  private final Map<Long, Ahead> ahead = new ConcurrentHashMap<>();

  /** What could not be mended, by event: logged once, not at every turn. */
  private final Map<Long, String> standing = new ConcurrentHashMap<>();

  Mending(TicketCounter tickets, EventFeed feed) {
    this.tickets = tickets;
    this.feed = feed;
  }

  AuditTotals totals() {
    return new AuditTotals(
        audited.sum(),
        notCompared.sum(),
        unbalanced.sum(),
        unloaded.sum(),
        availableTicketsSet.sum(),
        toldAgain.sum());
  }

  Tally<Finding> findings() {
    return found;
  }

  /** The events of these partitions that did not balance when last seen, and were not mended. */
  long standing(IntPredicate partitions) {
    return standing.keySet().stream()
        .filter(eventId -> partitions.test(Partition.ofEvent(eventId)))
        .count();
  }

  AuditedEvent mend(EventLook look) {
    audited.increment();
    if (look.isBehind()) {
      tellAgain(look.event());
    }
    takeBackIfForgotten(look);
    List<Finding> findings = Finding.in(look);
    if (findings.isEmpty()) {
      standing.remove(look.event().id());
      if (look.unsaved().isEmpty()) {
        notCompared.increment();
      }
      return AuditedEvent.right(look);
    }
    unbalanced.increment();
    findings.forEach(found::count);
    return AuditedEvent.wrong(look, mended(look, findings));
  }

  private String mended(EventLook look, List<Finding> findings) {
    List<String> done = new ArrayList<>();
    if (look.isSetRight()) {
      availableTicketsSet.increment();
      done.add("available_tickets was set right");
    }
    long eventId = look.event().id();
    if (findings.contains(Finding.TOTAL) || findings.contains(Finding.HOLDERS)) {
      done.add(unload(eventId));
    }
    String found =
        findings.stream().map(finding -> finding.describe(look)).collect(Collectors.joining("; "));
    String sentence =
        found + ": " + (done.isEmpty() ? "an operator has to look" : String.join(", ", done)) + ".";
    if (!done.isEmpty()) {
      log.error("the books of event {} did not balance: {}", eventId, sentence);
    } else if (!sentence.equals(standing.put(eventId, sentence))) {
      log.error("the books of event {} do not balance: {}", eventId, sentence);
    }
    return sentence;
  }

  private String unload(long eventId) {
    try {
      tickets.unload(eventId);
      unloaded.increment();
      return "Redis reads the event again from PostgreSQL at its next use";
    } catch (UnavailableException e) {
      return "Redis can't be told now, the next audit does it";
    }
  }

  /**
   * A total that the counter has and PostgreSQL has not is of a request that tries to commit it.
   * One that stays so for longer than any request does is of a process that has died.
   */
  private void takeBackIfForgotten(EventLook look) {
    long eventId = look.event().id();
    Optional<Long> version = look.onSale().filter(_ -> look.isAhead()).map(OnSale::version);
    if (version.isEmpty()) {
      ahead.remove(eventId);
      return;
    }
    Ahead first =
        ahead.compute(
            eventId,
            (_, seen) ->
                seen != null && seen.version == version.get()
                    ? seen
                    : new Ahead(version.get(), System.nanoTime()));
    if (System.nanoTime() - first.sinceNanos > FORGOTTEN_AFTER.toNanos()) {
      feed.tellAgain(eventId);
      toldAgain.increment();
    }
  }

  /** A version of the counter's that is newer than PostgreSQL's, and when it was first seen. */
  private record Ahead(long version, long sinceNanos) {}

  /** Where that fails, the {@link EventFeed} does it. */
  private void tellAgain(StoredEvent event) {
    try {
      tickets.refresh(List.of(event), Deadline.after(PATIENCE));
      toldAgain.increment();
    } catch (UnavailableException e) {
      log.debug("the newest total of event {} can't be told again now", event.id(), e);
    }
  }
}
