package boxoffice.http;

import static boxoffice.http.Responses.EventBody;

import boxoffice.reservation.Event;
import boxoffice.reservation.EventService;
import boxoffice.reservation.UpdateEventOutcome;
import io.javalin.http.Context;
import java.util.Optional;

/** Create, look, list, change. */
final class EventHandlers {
  private final EventService events;

  EventHandlers(EventService events) {
    this.events = events;
  }

  Answer create(Context ctx, byte[] body) {
    Members members = Members.of(body);
    String name = members.name("eventName");
    int total = members.total("totalTickets");
    return IdempotencyKey.of(ctx)
        .map(key -> key.ofCreation(Caller.of(ctx), "POST /events", name, total))
        .map(key -> Created.answer(events.create(name, total, key), EventHandlers::created))
        .orElseGet(() -> created(events.create(name, total)));
  }

  private static Answer created(Event event) {
    return Answer.created("/events/" + event.id(), EventBody.of(event));
  }

  Answer find(Context ctx, byte[] body) {
    return events
        .find(Ids.inPath(ctx, "eventId"))
        .map(event -> Answer.ok(EventBody.of(event)))
        .orElse(Failure.EVENT_NOT_FOUND);
  }

  Answer list(Context ctx, byte[] body) {
    return Answer.ok(events.list(Paging.of(ctx)).stream().map(EventBody::of).toList());
  }

  Answer update(Context ctx, byte[] body) {
    long eventId = Ids.inPath(ctx, "eventId");
    Members members = Members.of(body);
    Optional<String> name = members.optionalName("eventName");
    Optional<Integer> total = members.optionalTotal("totalTickets");
    if (name.isEmpty() && total.isEmpty()) {
      return Failure.invalid("There is nothing to change: give eventName, totalTickets or both.");
    }
    return switch (events.update(eventId, name, total)) {
      case UpdateEventOutcome.Updated(Event event) -> Answer.ok(EventBody.of(event));
      case UpdateEventOutcome.BelowConfirmed(int confirmed) -> Failure.belowConfirmed(confirmed);
      case UpdateEventOutcome.NotFound() -> Failure.EVENT_NOT_FOUND;
    };
  }
}
