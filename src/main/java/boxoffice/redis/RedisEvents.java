package boxoffice.redis;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.Partition;
import boxoffice.reservation.StoredEvent;
import boxoffice.reservation.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The names and totals of the events that are on sale. */
final class RedisEvents {
  private static final Script SET_EVENT = Script.ofList("set_event.lua");

  private final RedisLink link;
  private final Epochs epochs;

  RedisEvents(RedisLink link, Epochs epochs) {
    this.link = link;
    this.epochs = epochs;
  }

  /**
   * Takes newer names and totals; whoever is loading such an event and read an older one begins
   * again. All are sent before any answer is waited for, since at a start there may be thousands.
   */
  void refresh(List<StoredEvent> events, Deadline deadline) {
    List<CompletionStage<List<Object>>> answers =
        events.stream().map(event -> send(event, "REFRESH", "0")).toList();
    for (int i = 0; i < answers.size(); i++) {
      answer(events.get(i), answers.get(i), deadline);
    }
  }

  /** Takes a lower total, if no more than that are held. */
  Lowered lower(StoredEvent event, long deadlineMicros, Deadline deadline) {
    List<Object> answer =
        answer(event, send(event, "LOWER", Long.toString(deadlineMicros)), deadline);
    return switch ((String) answer.get(0)) {
      case "OK" -> new Lowered(true, Optional.empty());
      case "BELOW_CONFIRMED" -> new Lowered(true, Optional.of(((Long) answer.get(1)).intValue()));
      case "NOT_LOADED" -> new Lowered(false, Optional.empty());
      default -> throw new UnavailableException("Redis answered " + answer);
    };
  }

  /** Takes the event off sale until it is loaded again. */
  void unload(long eventId) {
    int partition = Partition.ofEvent(eventId);
    RedisSession session = link.require();
    session.await(
        session.bulk().unlink(Keys.event(partition, eventId), Keys.loading(partition, eventId)));
  }

  private CompletionStage<List<Object>> send(StoredEvent event, String how, String limit) {
    int partition = Partition.ofEvent(event.id());
    String[] keys = {
      Keys.verified(partition),
      Keys.event(partition, event.id()),
      Keys.loading(partition, event.id()),
      Keys.holders(partition, event.id())
    };
    return SET_EVENT.run(
        link.bulk(),
        keys,
        epochs.require(partition),
        event.name(),
        Integer.toString(event.totalTickets()),
        Long.toString(event.version()),
        how,
        limit);
  }

  private List<Object> answer(
      StoredEvent event, CompletionStage<List<Object>> sent, Deadline deadline) {
    List<Object> answer = RedisSession.await(sent, deadline.remaining());
    if (answer.get(0).equals("UNVERIFIED")) {
      epochs.doubt(Partition.ofEvent(event.id()));
      link.doubt();
      throw Epochs.unverified();
    }
    return answer;
  }

  /**
   * What became of a lower total.
   *
   * @param isLoaded whether the event is on sale at all; if not, nothing was decided
   */
  record Lowered(boolean isLoaded, Optional<Integer> tooManyConfirmed) {}
}
