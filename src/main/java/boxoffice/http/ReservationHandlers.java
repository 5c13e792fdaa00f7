package boxoffice.http;

import static boxoffice.http.Responses.ListedReservation;
import static boxoffice.http.Responses.Message;
import static boxoffice.http.Responses.Reserved;
import static boxoffice.http.Responses.WholeReservation;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReservationService;
import boxoffice.reservation.ReserveOutcome;
import io.javalin.http.Context;
import java.util.Optional;

/** Reserve, look, list, cancel. */
final class ReservationHandlers {
  private final ReservationService reservations;

  ReservationHandlers(ReservationService reservations) {
    this.reservations = reservations;
  }

  Answer reserve(Context ctx, byte[] body) {
    long eventId = Ids.inPath(ctx, "eventId");
    Optional<Long> named = Members.of(body).optionalId("userId");
    long userId = Caller.of(ctx).actingFor(named, "userId");
    Optional<String> keyDigest = IdempotencyKey.of(ctx).map(IdempotencyKey::digest);
    return switch (reservations.reserve(eventId, userId, keyDigest)) {
      case ReserveOutcome.Confirmed(Reservation sold) -> created(Reserved.of(sold));
      case ReserveOutcome.Repeated(long reservationId) ->
          created(Reserved.again(reservationId, eventId, userId));
      case ReserveOutcome.AlreadyReserved(long reservationId) ->
          Failure.alreadyReserved(reservationId);
      case ReserveOutcome.SoldOut() -> Failure.SOLD_OUT;
      case ReserveOutcome.EventNotFound() -> Failure.EVENT_NOT_FOUND;
      case ReserveOutcome.UserNotFound() -> Failure.USER_NOT_FOUND;
      case ReserveOutcome.BacklogFull() -> Failure.BACKLOG_FULL;
    };
  }

  private static Answer created(Reserved reserved) {
    return Answer.created("/reservations/" + reserved.reservationId(), reserved);
  }

  Answer cancel(Context ctx, byte[] body) {
    long reservationId = Ids.inPath(ctx, "reservationId");
    return switch (reservations.cancel(reservationId, Caller.of(ctx).reach())) {
      case CANCELLED -> Answer.ok(new Message("Reservation cancelled successfully."));
      case ALREADY_CANCELLED -> Failure.ALREADY_CANCELLED;
      case NOT_FOUND -> Failure.RESERVATION_NOT_FOUND;
    };
  }

  Answer find(Context ctx, byte[] body) {
    return reservations
        .find(Ids.inPath(ctx, "reservationId"), Caller.of(ctx).reach())
        .map(found -> Answer.ok(WholeReservation.of(found)))
        .orElse(Failure.RESERVATION_NOT_FOUND);
  }

  Answer ofUser(Context ctx, byte[] body) {
    long userId = Caller.of(ctx).actingFor(Ids.inPath(ctx, "userId"));
    return reservations
        .ofUser(userId, Paging.of(ctx))
        .map(list -> Answer.ok(list.stream().map(ListedReservation::of).toList()))
        .orElse(Failure.USER_NOT_FOUND);
  }
}
