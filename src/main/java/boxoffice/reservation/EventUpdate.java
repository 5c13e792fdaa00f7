package boxoffice.reservation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One change of an event's name or total, made in the order in which nothing can be oversold: a
 * lower total is asked of the counter first, since it alone knows what is confirmed at this
 * instant, and committed then; a higher one is committed first and told the counter then.
 */
final class EventUpdate {
  private static final Duration CATCHING_UP = Duration.ofMillis(50);

  private final EventStore events;
  private final TicketCounter tickets;
  private final EventFeed feed;
  private final Deadline deadline;

  /**
   * The version under which the counter took a lower total, or may have; 0 while it was not asked.
   * Written by the thread that holds the event locked, which the deadline may leave behind.
   */
  private volatile long lowered;

  EventUpdate(EventStore events, TicketCounter tickets, EventFeed feed, Deadline deadline) {
    this.events = events;
    this.tickets = tickets;
    this.feed = feed;
    this.deadline = deadline;
  }

  UpdateEventOutcome run(long eventId, Optional<String> name, Optional<Integer> totalTickets) {
    Optional<Step> step = commit(eventId, name, totalTickets);
    if (step.isEmpty()) {
      return new UpdateEventOutcome.NotFound();
    }
    if (step.get().confirmedAbove().isPresent()) {
      return new UpdateEventOutcome.BelowConfirmed(step.get().confirmedAbove().get());
    }
    tickets.refresh(List.of(step.get().event()), deadline);
    return tickets
        .event(eventId, deadline)
        .<UpdateEventOutcome>map(UpdateEventOutcome.Updated::new)
        .orElseGet(UpdateEventOutcome.NotFound::new);
  }

  private Optional<Step> commit(long eventId, Optional<String> name, Optional<Integer> total) {
    while (true) {
      try {
        return events.locked(
            eventId, (current, writer) -> apply(current, writer, name, total), deadline);
      } catch (NotCaughtUpException e) {
        if (deadline.remaining().compareTo(CATCHING_UP) < 0) {
          takeBackIfLowered(eventId);
          throw e;
        }
        LockSupport.parkNanos(CATCHING_UP.toNanos());
      } catch (RuntimeException e) {
        takeBackIfLowered(eventId);
        throw e;
      }
    }
  }

  /**
   * The counter may have gone along with a change that was not committed. It keeps the lower total
   * until PostgreSQL tells which one is true: the event stays on sale meanwhile.
   */
  private void takeBackIfLowered(long eventId) {
    if (lowered != 0) {
      feed.tellAgain(eventId);
    }
  }

  private Step apply(
      StoredEvent current,
      EventStore.Writer writer,
      Optional<String> name,
      Optional<Integer> total) {
    String newName = name.orElse(current.name());
    int newTotal = total.filter(_ -> !isReplaced(current)).orElse(current.totalTickets());
    if (newName.equals(current.name()) && newTotal == current.totalTickets()) {
      return new Step(current, Optional.empty());
    }
    boolean again = lowered > current.version();
    long version = again ? lowered : writer.nextVersion();
    var next = new StoredEvent(current.id(), newName, newTotal, version);
    if (newTotal < current.totalTickets()) {
      lowered = version; // also when the answer is lost
      Optional<Integer> confirmed = tickets.lower(next, deadline);
      if (confirmed.isPresent()) {
        return new Step(current, confirmed);
      }
    }
    writer.write(next);
    return new Step(next, Optional.empty());
  }

  /**
   * The counter sold by the lower total that it was told, until somebody else's newer one was
   * committed: it was in force, and may not be refused any more.
   */
  private boolean isReplaced(StoredEvent current) {
    return lowered != 0 && lowered < current.version();
  }

  /**
   * @param confirmedAbove how many tickets are confirmed, if that forbids the change
   */
  private record Step(StoredEvent event, Optional<Integer> confirmedAbove) {}
}
