package boxoffice.redis;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.Event;
import boxoffice.reservation.NamedReservation;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReserveOutcome;
import boxoffice.reservation.StoredEvent;
import boxoffice.reservation.TicketCounter;
import boxoffice.reservation.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends each request down the lane, and loads an event that is not on sale yet on the way. */
final class RedisTicketCounter implements TicketCounter {
  private final Lane lane;
  private final EventLoader loader;
  private final RedisJournal journal;
  private final RedisEvents events;
  private final RedisClock clock;

  RedisTicketCounter(
      Lane lane, EventLoader loader, RedisJournal journal, RedisEvents events, RedisClock clock) {
    this.lane = lane;
    this.loader = loader;
    this.journal = journal;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public ReserveOutcome reserve(
      long eventId,
      long userId,
      long reservationId,
      Optional<String> keyDigest,
      Deadline deadline) {
    Optional<Answer> answer =
        ask(() -> Request.reserve(eventId, userId, reservationId, keyDigest, deadline), deadline);
    if (answer.isEmpty()) {
      return new ReserveOutcome.EventNotFound();
    }
    return switch (answer.get()) {
      case Answer.Reserved reserved -> new ReserveOutcome.Confirmed(reserved.change());
      case Answer.AlreadyReserved already ->
          new ReserveOutcome.AlreadyReserved(already.reservationId());
      case Answer.Repeated repeated -> new ReserveOutcome.Repeated(repeated.reservationId());
      case Answer.SoldOut soldOut -> new ReserveOutcome.SoldOut();
      case Answer.Backlogged backlogged -> new ReserveOutcome.BacklogFull();
      default -> throw unexpected(answer.get());
    };
  }

  @Override
  public boolean cancel(Reservation reservation, Deadline deadline) {
    Answer answer =
        ask(() -> Request.cancel(reservation, deadline), deadline)
            .orElseThrow(() -> new UnavailableException("the event of the reservation is gone"));
    return switch (answer) {
      case Answer.Cancelled cancelled -> true;
      case Answer.NotHeld notHeld -> false;
      default -> throw unexpected(answer);
    };
  }

  @Override
  public Optional<Event> event(long eventId, Deadline deadline) {
    return ask(() -> Request.event(eventId, deadline), deadline)
        .map(
            answer -> {
              if (answer instanceof Answer.OnSale(String name, int total, int available)) {
                return new Event(eventId, name, total, available);
              }
              throw unexpected(answer);
            });
  }

  @Override
  public Optional<NamedReservation> unsaved(long reservationId, Deadline deadline) {
    return ask(() -> Request.find(reservationId, deadline), deadline)
        .flatMap(
            answer ->
                switch (answer) {
                  case Answer.Unsaved(Reservation change, String eventName) ->
                      Optional.of(new NamedReservation(change, eventName));
                  case Answer.Saved saved -> Optional.empty();
                  default -> throw unexpected(answer);
                });
  }

  @Override
  public List<Reservation> unsavedOfUser(long userId, Deadline deadline) {
    return journal.ofUser(userId, deadline);
  }

  @Override
  public void refresh(List<StoredEvent> changed, Deadline deadline) {
    events.refresh(changed, deadline);
  }

  @Override
  public Optional<Integer> lower(StoredEvent event, Deadline deadline) {
    while (true) {
      RedisEvents.Lowered lowered = events.lower(event, clock.micros(deadline), deadline);
      if (lowered.isLoaded()) {
        return lowered.tooManyConfirmed();
      }
      loader.load(event.id(), deadline);
    }
  }

  @Override
  public void unload(long eventId) {
    events.unload(eventId);
  }

  /** The answer; empty if there is no such event. */
  private Optional<Answer> ask(Supplier<Request> request, Deadline deadline) {
    while (true) {
      Answer answer = AnswerWait.await(lane.submit(request.get()), deadline);
      if (!(answer instanceof Answer.NotLoaded(long eventId))) {
        return Optional.of(answer);
      }
      if (!loader.load(eventId, deadline)) {
        return Optional.empty();
      }
    }
  }

  private static UnavailableException unexpected(Answer answer) {
    return switch (answer) {
      case Answer.Expired expired -> new UnavailableException("Redis was reached too late");
      case Answer.Refused refused -> new UnavailableException("Redis refused: " + refused.error());
      default -> new UnavailableException("Redis answered " + answer);
    };
  }
}
