package boxoffice.redis;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.Reservation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One request to decide.lua, waiting for its answer.
 *
 * @param deadline of a decision; told Redis in its own time when the request is sent, not before,
 *     since a Redis that has taken the other's place meanwhile may have another clock
 */
record Request(
    String operation,
    String event,
    String user,
    String reservation,
    Optional<Deadline> deadline,
    String created,
    CompletableFuture<Answer> answer) {
  private static final String NONE = "";

  static Request reserve(long eventId, long userId, long reservationId, Deadline deadline) {
    return of(
        "reserve", text(eventId), text(userId), text(reservationId), Optional.of(deadline), NONE);
  }

  static Request cancel(Reservation reservation, Deadline deadline) {
    return of(
        "cancel",
        text(reservation.eventId()),
        text(reservation.userId()),
        text(reservation.id()),
        Optional.of(deadline),
        text(ChangeFormat.micros(reservation.createdAt())));
  }

  static Request event(long eventId) {
    return of("event", text(eventId), NONE, NONE, Optional.empty(), NONE);
  }

  static Request find(long reservationId) {
    return of("find", NONE, NONE, text(reservationId), Optional.empty(), NONE);
  }

  /** The six words that decide.lua reads of each request. */
  List<String> words(RedisClock clock) {
    String micros = deadline.map(clock::micros).map(Request::text).orElse(NONE);
    return List.of(operation, event, user, reservation, micros, created);
  }

  private static Request of(
      String operation,
      String event,
      String user,
      String reservation,
      Optional<Deadline> deadline,
      String created) {
    return new Request(
        operation, event, user, reservation, deadline, created, new CompletableFuture<>());
  }

  private static String text(long number) {
    return Long.toString(number);
  }
}
