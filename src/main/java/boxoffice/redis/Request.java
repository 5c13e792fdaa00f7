package boxoffice.redis;

import boxoffice.reservation.Reservation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One request to decide.lua, waiting for its answer. */
record Request(List<String> words, CompletableFuture<Answer> answer) {
  private static final String NONE = "";

  static Request reserve(long eventId, long userId, long reservationId, long deadlineMicros) {
    return of(
        "reserve", text(eventId), text(userId), text(reservationId), text(deadlineMicros), NONE);
  }

  static Request cancel(Reservation reservation, long deadlineMicros) {
    return of(
        "cancel",
        text(reservation.eventId()),
        text(reservation.userId()),
        text(reservation.id()),
        text(deadlineMicros),
        text(ChangeFormat.micros(reservation.createdAt())));
  }

  static Request event(long eventId) {
    return of("event", text(eventId), NONE, NONE, NONE, NONE);
  }

  static Request find(long reservationId) {
    return of("find", NONE, NONE, text(reservationId), NONE, NONE);
  }

  private static Request of(String... words) {
    return new Request(List.of(words), new CompletableFuture<>());
  }

  private static String text(long number) {
    return Long.toString(number);
  }
}
