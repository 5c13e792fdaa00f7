package boxoffice.chaos;

import java.util.List;

/**
 * One request of the load, and what became of it.
 *
 * @param client who asked, a number of the load generator; one client asks one thing at a time
 * @param instance which instance was asked
 * @param eventId of a {@link Kind#RESERVE}, {@link Kind#READ_EVENT} or {@link Kind#SET_TOTAL}; of a
 *     {@link Kind#CANCEL} or {@link Kind#READ_RESERVATION} the event it belongs to
 * @param userId for whom; 0 where none is meant
 * @param reservationId of a {@link Kind#CANCEL} or {@link Kind#READ_RESERVATION}; 0 elsewhere
 * @param total of a {@link Kind#SET_TOTAL} the total asked for; 0 elsewhere
 * @param key the Idempotency-Key of a {@link Kind#RESERVE}, or of a {@link Kind#CREATE_EVENT},
 *     where it is the name of the event, too; empty if there was none
 * @param begin just before the request was sent, by {@link System#nanoTime}
 * @param end just after the answer was read, or the request was given up
 * @param answer the reservation of a RESERVE that is DONE or ALREADY_RESERVED; the event of a
 *     CREATE_EVENT that is DONE; the available tickets of a READ_EVENT that is DONE; 0 elsewhere
 * @param seen what a READ_LIST, or a READ_RESERVATION that is DONE, answered; empty elsewhere
 */
record Call(
    int client,
    Kind kind,
    int instance,
    long eventId,
    long userId,
    long reservationId,
    int total,
    String key,
    long begin,
    long end,
    Outcome outcome,
    long answer,
    List<Seen> seen) {

  /** What was asked. */
  enum Kind {
    RESERVE,
    CANCEL,
    READ_EVENT,
    READ_RESERVATION,
    READ_LIST,
    SET_TOTAL,
    CREATE_EVENT
  }

  /** What became of it. */
  enum Outcome {
    /** 201 or 200; of a RESERVE with a key, told for the first time or again. */
    DONE,
    /** 409 of a RESERVE. */
    ALREADY_RESERVED,
    /** 400 of a RESERVE. */
    SOLD_OUT,
    /** 400 of a CANCEL. */
    ALREADY_CANCELLED,
    /** 400 RESERVATION_NOT_FOUND. */
    NOT_FOUND,
    /** 409 of a SET_TOTAL. */
    BELOW_CONFIRMED,
    /**
     * 503, or 409 while the same is under way: whether it was done is unknown, but if it was, it
     * was before {@link Call#end}.
     */
    UNAVAILABLE,
    /** No answer: if it was done, nobody knows when. */
    UNKNOWN,
    /** Any other answer: always a violation. */
    NONSENSE
  }

  /** A reservation as an answer showed it. */
  record Seen(long reservationId, long eventId, boolean confirmed) {}

  boolean isDecided() {
    return outcome != Outcome.UNAVAILABLE && outcome != Outcome.UNKNOWN;
  }
}
