package boxoffice.http;

import boxoffice.reservation.Event;
import boxoffice.reservation.FailedWrite;
import boxoffice.reservation.NamedReservation;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import boxoffice.reservation.User;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The bodies of all successful answers; their members' order is that of the JSON. */
final class Responses {
  /** Always six digits, so that instants have one width and sort as text. */
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private Responses() {}

  record Message(String message) {}

  record UserBody(long userId, String name) {
    static UserBody of(User user) {
      return new UserBody(user.id(), user.name());
    }
  }

  record EventBody(long eventId, String eventName, int totalTickets, int availableTickets) {
    static EventBody of(Event event) {
      return new EventBody(
          event.id(), event.name(), event.totalTickets(), event.availableTickets());
    }
  }

  /** To the buyer, right after the sale. */
  record Reserved(long reservationId, long eventId, long userId, Status status) {
    static Reserved of(Reservation sold) {
      return new Reserved(sold.id(), sold.eventId(), sold.userId(), sold.status());
    }

    /** As it was told before. */
    static Reserved again(long reservationId, long eventId, long userId) {
      return new Reserved(reservationId, eventId, userId, Status.CONFIRMED);
    }
  }

  /** One entry of a user's list. */
  record ListedReservation(long reservationId, long eventId, String eventName, Status status) {
    static ListedReservation of(NamedReservation named) {
      Reservation reservation = named.reservation();
      return new ListedReservation(
          reservation.id(), reservation.eventId(), named.eventName(), reservation.status());
    }
  }

  /** All there is to know about one reservation. */
  record WholeReservation(
      long reservationId,
      long eventId,
      long userId,
      Status status,
      String eventName,
      String createdAt,
      String modifiedAt) {
    static WholeReservation of(NamedReservation named) {
      Reservation reservation = named.reservation();
      return new WholeReservation(
          reservation.id(),
          reservation.eventId(),
          reservation.userId(),
          reservation.status(),
          named.eventName(),
          iso(reservation.createdAt()),
          iso(reservation.modifiedAt()));
    }
  }

  record FailedWriteBody(
      long reservationId,
      long eventId,
      long userId,
      Status status,
      String error,
      int attempts,
      String failedAt,
      String nextAttemptAt,
      boolean flagged) {
    static FailedWriteBody of(FailedWrite failed) {
      Reservation reservation = failed.reservation();
      return new FailedWriteBody(
          reservation.id(),
          reservation.eventId(),
          reservation.userId(),
          reservation.status(),
          failed.error(),
          failed.attempts(),
          iso(failed.failedAt()),
          iso(failed.nextAttemptAt()),
          failed.flagged());
    }
  }

  static String iso(Instant instant) {
    return MICROSECONDS.format(instant);
  }
}
