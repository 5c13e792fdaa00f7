package boxoffice.reservation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Events: what is on sale, and how much of it is left. */
public final class EventService {
  private final EventStore events;
  private final TicketCounter tickets;
  private final EventFeed feed;
  private final Duration patience;

  /**
   * @param patience how long a request may wait, all its waits together
   */
  public EventService(EventStore events, TicketCounter tickets, EventFeed feed, Duration patience) {
    this.events = events;
    this.tickets = tickets;
    this.feed = feed;
    this.patience = patience;
  }

  public Event create(String name, int totalTickets) {
    StoredEvent created = events.create(name, totalTickets, Deadline.after(patience));
    return new Event(created.id(), created.name(), created.totalTickets(), created.totalTickets());
  }

  /** Once for each key, however often it comes: the answer is the one of the first time. */
  public CreateOutcome<Event> create(String name, int totalTickets, CreationKey key) {
    return CreateOutcome.of(
        events.create(name, totalTickets, key, Deadline.after(patience)),
        id -> new Event(id, name, totalTickets, totalTickets));
  }

  public Optional<Event> find(long eventId) {
    return tickets.event(eventId, Deadline.after(patience));
  }

  /** The newest as PostgreSQL has them, without what is left of them. */
  public List<StoredEvent> newest() {
    return events.list(Page.NEWEST, Deadline.after(patience));
  }

  /**
   * Newest first. What is left of each is asked for at once, so that the counter answers all in a
   * few calls.
   */
  public List<Event> list(Page page) {
    Deadline deadline = Deadline.after(patience);
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Event>>> answers =
          events.list(page, deadline).stream()
              .map(event -> asking.submit(() -> tickets.event(event.id(), deadline)))
              .toList();
      return answers.stream().map(EventService::answer).flatMap(Optional::stream).toList();
    }
  }

  /**
   * Changes the name, the total or both; at least one is given. Asking for what is so already
   * changes nothing, but tells the counter again: that makes it safe to repeat after an unknown
   * outcome.
   */
  public UpdateEventOutcome update(
      long eventId, Optional<String> name, Optional<Integer> totalTickets) {
    return new EventUpdate(events, tickets, feed, Deadline.after(patience))
        .run(eventId, name, totalTickets);
  }

  private static Optional<Event> answer(Future<Optional<Event>> asked) {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      throw new UnavailableException("the tickets of an event could not be counted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    }
  }
}
