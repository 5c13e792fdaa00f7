package boxoffice.http;

import boxoffice.http.Responses.EventBody;
import boxoffice.reservation.Event;
import boxoffice.reservation.StoredEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at the newest events for all pages together.
 *
 * <p>What is left of each event is asked for at every look; which events there are, and how the
 * service is, about once a second. Nothing waits for what hangs: a look takes the answers that have
 * come, so that an event that is being loaded, or a PostgreSQL that is away, keeps no other number
 * from moving.
 */
final class LiveBoard implements LiveSource {
  /** Something new is told within 200 ms, looking and telling included. */
  private static final Duration TURN = Duration.ofMillis(150);

  private static final long LISTED_EVERY = Duration.ofSeconds(1).toNanos();
  private static final long PATIENCE = Duration.ofMillis(100).toNanos();

  /** Of the first look, since events that nobody has asked for yet have to be loaded. */
  private static final long FIRST_PATIENCE = Duration.ofSeconds(1).toNanos();

  private final LongFunction<Optional<Event>> find;
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
  private final StandingQuestion<List<StoredEvent>> listing;
  private final StandingQuestion<Map<String, String>> health;
  private final Map<Long, StandingQuestion<Optional<Event>>> counting = new HashMap<>();
  private long patience = FIRST_PATIENCE;
  private LiveView shown = LiveView.NOTHING;

  /**
   * @param newest which events to look at
   * @param find one of them with what is left of it
   * @param health the state of the service and of its dependencies by their names
   */
  LiveBoard(
      Supplier<List<StoredEvent>> newest,
      LongFunction<Optional<Event>> find,
      Supplier<Map<String, String>> health) {
    this.find = find;
    this.listing = new StandingQuestion<>(newest, asking);
    this.health = new StandingQuestion<>(health, asking);
  }

  @Override
  public Duration turn() {
    return TURN;
  }

  @Override
  public Optional<LiveNews> look(long version) throws InterruptedException {
    LiveView before = shown;
    shown = view().orElse(before);
    return shown.equals(before) ? Optional.empty() : Optional.of(shown.newsAfter(before, version));
  }

  /** What is to be seen now; empty if nothing is known yet. */
  private Optional<LiveView> view() throws InterruptedException {
    long end = System.nanoTime() + patience;
    patience = PATIENCE;
    health.askEvery(LISTED_EVERY);
    listing.askEvery(LISTED_EVERY);
    List<Long> listed =
        newest(listing, end).orElse(List.of()).stream().map(StoredEvent::id).toList();
    counting.keySet().retainAll(listed);
    listed.forEach(eventId -> question(eventId).ask());
    var shown = Stream.<EventBody>builder();
    for (Long eventId : listed) {
      question(eventId).answerBy(end).flatMap(event -> event).map(EventBody::of).ifPresent(shown);
    }
    return newest(health, end).map(states -> new LiveView(states, shown.build().toList()));
  }

  private StandingQuestion<Optional<Event>> question(long eventId) {
    return counting.computeIfAbsent(
        eventId, id -> new StandingQuestion<>(() -> find.apply(id), asking));
  }

  /** An older answer will do until the newer one is there. */
  private static <T> Optional<T> newest(StandingQuestion<T> question, long end)
      throws InterruptedException {
    Optional<T> answer = question.answerBy(System.nanoTime());
    return answer.isPresent() ? answer : question.answerBy(end);
  }

  /** Leaves behind what is still waiting: each such wait has its own end. */
  @Override
  public void close() {
    asking.shutdown();
  }
}
