package boxoffice.reservation;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the counter of every new name and total, whoever wrote it: another instance, somebody by
 * hand, or a request of this instance whose second half failed.
 *
 * <p>The first turn looks at all events, since nobody knows what was changed while no instance ran.
 * Versions may be committed in another order than they were given, so each further turn looks back
 * a little and skips what it has told already.
 */
public final class EventFeed implements Runnable {
  private static final long LOOK_BACK = 1_000;
  private static final int EVENTS_PER_READ = 1_000;

  /** Few enough to be told while {@link #PATIENCE} lasts, by whatever counter answers at all. */
  private static final int EVENTS_PER_TELLING = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final EventStore events;
  private final TicketCounter tickets;
  private final Set<Long> told = new HashSet<>();
  private final Set<Long> inDoubt = ConcurrentHashMap.newKeySet();
  private long newestTold;

  public EventFeed(EventStore events, TicketCounter tickets) {
    this.events = events;
    this.tickets = tickets;
  }

  /**
   * Gives the event a newer version at the next turn, as soon as PostgreSQL answers, and so tells
   * it whatever was told before.
   */
  void tellAgain(long eventId) {
    inDoubt.add(eventId);
  }

  @Override
  public void run() {
    inDoubt.forEach(this::touch);
    long from = newestTold - LOOK_BACK;
    List<StoredEvent> changed;
    do {
      changed = events.changedSince(from, EVENTS_PER_READ);
      for (int first = 0; first < changed.size(); first += EVENTS_PER_TELLING) {
        tell(changed.subList(first, Math.min(first + EVENTS_PER_TELLING, changed.size())));
      }
      from = changed.isEmpty() ? from : changed.getLast().version();
      newestTold = Math.max(newestTold, from);
      told.removeIf(version -> version <= newestTold - LOOK_BACK);
    } while (changed.size() == EVENTS_PER_READ);
  }

  private void touch(long eventId) {
    inDoubt.remove(eventId); // before, so that a doubt that comes meanwhile stays
    try {
      events.touch(eventId, Deadline.after(PATIENCE));
    } catch (RuntimeException e) {
      inDoubt.add(eventId);
      throw e;
    }
  }

  private void tell(List<StoredEvent> changed) {
    List<StoredEvent> news = changed.stream().filter(e -> !told.contains(e.version())).toList();
    if (!news.isEmpty()) {
      tickets.refresh(news, Deadline.after(PATIENCE));
      news.forEach(event -> told.add(event.version()));
    }
  }
}
