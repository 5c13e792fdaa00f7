package boxoffice.http;

import boxoffice.http.Responses.EventBody;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a page shows.
 *
 * @param health as {@code /readyz} says it
 * @param events newest first
 */
record LiveView(Map<String, String> health, List<EventBody> events) {
  /** What a page shows that has been told nothing yet. */
  static final LiveView NOTHING = new LiveView(Map.of(), List.of());

  /** What pages are told that were shown the view before. */
  LiveNews newsAfter(LiveView before, long version) {
    return continues(before)
        ? LiveNews.of(version, since(before), this)
        : LiveNews.of(version, this);
  }

  /** Whether all events are still there that were there before. */
  private boolean continues(LiveView before) {
    Set<Long> ids = events.stream().map(EventBody::eventId).collect(Collectors.toSet());
    return before.events.stream().map(EventBody::eventId).allMatch(ids::contains);
  }

  /** This view without the events that are as they were before. */
  private LiveView since(LiveView before) {
    Set<EventBody> known = new HashSet<>(before.events);
    return new LiveView(health, events.stream().filter(event -> !known.contains(event)).toList());
  }
}
