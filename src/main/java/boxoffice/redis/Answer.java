package boxoffice.redis;

import boxoffice.reservation.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What decide.lua answered to one request. */
sealed interface Answer {
  /** The ticket was taken. */
  record Reserved(Reservation change) implements Answer {}

  /** The user holds one already; with its change, if PostgreSQL does not have that yet. */
  record AlreadyReserved(long reservationId, Optional<Reservation> unsaved) implements Answer {}

  /** The same, and the key that made it came with the request. */
  record Repeated(long reservationId, Optional<Reservation> unsaved) implements Answer {}

  /** The ticket was freed. */
  record Cancelled(Reservation change) implements Answer {}

  /** The reservation that was to be cancelled holds no ticket. */
  record NotHeld() implements Answer {}

  record SoldOut() implements Answer {}

  /** Too much is unsaved in this partition. */
  record Backlogged() implements Answer {}

  /** The request reached Redis after its deadline. Nothing ran. */
  record Expired() implements Answer {}

  /** The event has to be loaded from PostgreSQL first. Nothing ran. */
  record NotLoaded(long eventId) implements Answer {}

  /** Redis wrote nothing, because it is out of memory or has lost its disk or its role. */
  record Refused(String error) implements Answer {}

  record OnSale(String name, int total, int available) implements Answer {}

  /** The newest change of a reservation is not in PostgreSQL yet. */
  record Unsaved(Reservation change, String eventName) implements Answer {}

  /** PostgreSQL knows whatever there is to know of the reservation. */
  record Saved() implements Answer {}

  /**
   * Reads an answer: a word, or a list that begins with it.
   *
   * @param now when it was decided
   * @throws RuntimeException of whatever kind if it is none that decide.lua gives
   */
  static Answer read(Object answer, Request request, Instant now) {
    List<?> words = answer instanceof List<?> list ? list : List.of(answer);
    return switch (word(words, 0)) {
      case "RESERVED" -> new Reserved(request.reservedAt(now));
      case "ALREADY_RESERVED" ->
          new AlreadyReserved(Long.parseLong(word(words, 1)), unsaved(words));
      case "REPEATED" -> new Repeated(Long.parseLong(word(words, 1)), unsaved(words));
      case "CANCELLED" -> new Cancelled(request.cancelledAt(now));
      case "NOT_HELD" -> new NotHeld();
      case "SOLD_OUT" -> new SoldOut();
      case "BACKLOGGED" -> new Backlogged();
      case "EXPIRED" -> new Expired();
      case "NOT_LOADED" -> new NotLoaded(Long.parseLong(word(words, 1)));
      case "REFUSED" -> new Refused(word(words, 1));
      case "EVENT" -> new OnSale(word(words, 1), number(words, 2), number(words, 3));
      case "UNSAVED" ->
          new Unsaved(ChangeFormat.read(word(words, 1), word(words, 2)), word(words, 3));
      case "SAVED" -> new Saved();
      default -> throw new IllegalStateException("decide.lua answered " + words);
    };
  }

  private static Optional<Reservation> unsaved(List<?> words) {
    String change = word(words, 2);
    return change.isEmpty()
        ? Optional.empty()
        : Optional.of(ChangeFormat.read(word(words, 1), change));
  }

  private static String word(List<?> words, int index) {
    return (String) words.get(index);
  }

  private static int number(List<?> words, int index) {
    return Math.toIntExact((Long) words.get(index));
  }

  /** What must be held in memory before anybody is told of this answer. */
  default Optional<Reservation> acknowledged() {
    return switch (this) {
      case Reserved reserved -> Optional.of(reserved.change());
      case Cancelled cancelled -> Optional.of(cancelled.change());
      case AlreadyReserved already -> already.unsaved();
      case Repeated repeated -> repeated.unsaved();
      case Unsaved unsaved -> Optional.of(unsaved.change()); // a repeated cancel is told by it
      default -> Optional.empty();
    };
  }
}
