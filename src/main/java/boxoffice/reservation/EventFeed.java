package boxoffice.reservation;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells the counter of every new name and total, whoever wrote it: another instance, somebody by
 * hand, or a request of this instance whose second half failed.
 *
 * <p>Versions may be committed in another order than they were given, so it looks back a little and
 * skips what it has told already.
 */
public final class EventFeed implements Runnable {
  private static final long LOOK_BACK = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final EventStore events;
  private final TicketCounter tickets;
  private final Set<Long> told = new HashSet<>();

  public EventFeed(EventStore events, TicketCounter tickets) {
    this.events = events;
    this.tickets = tickets;
  }

  @Override
  public void run() {
    long from = events.newestVersion() - LOOK_BACK;
    for (StoredEvent event : events.changedSince(from)) {
      if (!told.contains(event.version())) {
        tickets.refresh(event, Deadline.after(PATIENCE));
        told.add(event.version());
      }
    }
    told.removeIf(version -> version <= from);
  }
}
