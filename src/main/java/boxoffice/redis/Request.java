package boxoffice.redis;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import boxoffice.reservation.UnavailableException;
import io.lettuce.core.protocol.CommandArgs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One request to decide.lua, waiting for its answer. Words that its operation does not need are 0.
 *
 * @param deadline until which it waits, and before which it must be decided; told Redis in its own
 *     time when the request is sent, not before, since a Redis that has taken the other's place
 *     meanwhile may have another clock
 * @param keyDigest of the key that the reservation was made with, or is to be
 * @param createdMicros when the reservation that is to be cancelled was made, since 1970
 */
record Request(
    String operation,
    long event,
    long user,
    long reservation,
    Optional<String> keyDigest,
    Deadline deadline,
    long createdMicros,
    CompletableFuture<Answer> answer) {
  private static final String LOOK = "event";

  static Request reserve(
      long eventId,
      long userId,
      long reservationId,
      Optional<String> keyDigest,
      Deadline deadline) {
    return of("reserve", eventId, userId, reservationId, keyDigest, deadline, 0);
  }

  static Request cancel(Reservation reservation, Deadline deadline) {
    return of(
        "cancel",
        reservation.eventId(),
        reservation.userId(),
        reservation.id(),
        reservation.keyDigest(),
        deadline,
        ChangeFormat.micros(reservation.createdAt()));
  }

  static Request event(long eventId, Deadline deadline) {
    return of(LOOK, eventId, 0, 0, Optional.empty(), deadline, 0);
  }

  static Request find(long reservationId, Deadline deadline) {
    return of("find", 0, 0, reservationId, Optional.empty(), deadline, 0);
  }

  /** Adds the six words that decide.lua reads of each request. */
  void addTo(CommandArgs<String, String> words, RedisClock clock) {
    words.add(operation).add(event).add(user);
    if (keyDigest.isEmpty()) {
      words.add(reservation);
    } else {
      words.add(ChangeFormat.holding(reservation, keyDigest));
    }
    words.add(clock.micros(deadline)).add(createdMicros);
  }

  /** Tells all of them that there is no answer; who has one keeps it. */
  static void fail(List<Request> requests, UnavailableException failure) {
    requests.forEach(request -> request.answer().completeExceptionally(failure));
  }

  /** Where its event, or its reservation, is kept. */
  int partition() {
    return event == 0 ? Partition.ofReservation(reservation) : Partition.ofEvent(event);
  }

  /** Whether it asks what is left of an event, and so is the same whoever asks. */
  boolean isLook() {
    return operation.equals(LOOK);
  }

  /** Whether it has waited in vain: nobody has answered, and the deadline has passed. */
  boolean isOverdue() {
    return deadline.remaining().isZero() && !answer.isDone();
  }

  /** The change if this was a reserve that took its ticket. */
  Reservation reservedAt(Instant now) {
    return new Reservation(reservation, event, user, Status.CONFIRMED, now, now, keyDigest);
  }

  /** The change if this was a cancel that freed its ticket. */
  Reservation cancelledAt(Instant now) {
    Instant created = ChangeFormat.instant(createdMicros);
    return new Reservation(reservation, event, user, Status.CANCELLED, created, now, keyDigest);
  }

  private static Request of(
      String operation,
      long event,
      long user,
      long reservation,
      Optional<String> keyDigest,
      Deadline deadline,
      long createdMicros) {
    return new Request(
        operation,
        event,
        user,
        reservation,
        keyDigest,
        deadline,
        createdMicros,
        new CompletableFuture<>());
  }
}
