package boxoffice.reservation;

import java.util.List;
import java.util.Optional;

/** Events: what is on sale, and how much of it is left. */
public interface EventService {
  Event create(String name, int totalTickets);

  Optional<Event> find(long eventId);

  /** Newest first. */
  List<Event> list(Page page);

  /** Changes the name, the total or both; at least one is given. */
  UpdateEventOutcome update(long eventId, Optional<String> name, Optional<Integer> totalTickets);
}
