package boxoffice.chaos;

import boxoffice.TestTokens;
import boxoffice.chaos.Call.Kind;
import boxoffice.chaos.Call.Outcome;
import java.util.Optional;

/** A request that may be asked, and asked again; the members are those of {@link Call}. */
record Question(Kind kind, long eventId, long userId, long reservationId, int total, String key) {

  /**
   * @param key empty for none
   */
  static Question reserve(long eventId, long userId, String key) {
    return new Question(Kind.RESERVE, eventId, userId, 0, 0, key);
  }

  static Question cancel(Ticket ticket) {
    return new Question(
        Kind.CANCEL, ticket.eventId(), ticket.userId(), ticket.reservationId(), 0, "");
  }

  static Question read(Ticket ticket) {
    return new Question(
        Kind.READ_RESERVATION, ticket.eventId(), ticket.userId(), ticket.reservationId(), 0, "");
  }

  static Question event(long eventId) {
    return new Question(Kind.READ_EVENT, eventId, 0, 0, 0, "");
  }

  static Question list(long userId) {
    return new Question(Kind.READ_LIST, 0, userId, 0, 0, "");
  }

  static Question setTotal(long eventId, int total) {
    return new Question(Kind.SET_TOTAL, eventId, 0, 0, total, "");
  }

  /** An event of that name, by a key of that name. */
  static Question create(String name) {
    return new Question(Kind.CREATE_EVENT, 0, 0, 0, 1, name);
  }

  String method() {
    return switch (kind) {
      case RESERVE, CREATE_EVENT -> "POST";
      case CANCEL -> "DELETE";
      case SET_TOTAL -> "PATCH";
      case READ_EVENT, READ_RESERVATION, READ_LIST -> "GET";
    };
  }

  String path() {
    return switch (kind) {
      case RESERVE -> "/events/" + eventId + "/reservations";
      case CANCEL, READ_RESERVATION -> "/reservations/" + reservationId;
      case SET_TOTAL, READ_EVENT -> "/events/" + eventId;
      case CREATE_EVENT -> "/events";
      case READ_LIST -> "/users/" + userId + "/reservations?limit=1000";
    };
  }

  /** Who asks shows it: the buyer whom it is about, or an operator; anybody looks at an event. */
  Optional<String> token() {
    return switch (kind) {
      case RESERVE, CANCEL, READ_RESERVATION, READ_LIST -> Optional.of(TestTokens.ofUser(userId));
      case SET_TOTAL, CREATE_EVENT -> Optional.of(TestTokens.ofOperator());
      case READ_EVENT -> Optional.empty();
    };
  }

  Optional<String> idempotencyKey() {
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  String body() {
    return switch (kind) {
      case RESERVE -> "{\"userId\":" + userId + "}";
      case SET_TOTAL -> "{\"totalTickets\":" + total + "}";
      case CREATE_EVENT -> "{\"eventName\":\"" + key + "\",\"totalTickets\":" + total + "}";
      case CANCEL, READ_EVENT, READ_RESERVATION, READ_LIST -> "";
    };
  }

  /** What the answer means; everything that the contract does not name is nonsense. */
  Outcome outcome(HttpAnswer answer) {
    return switch (answer.status()) {
      case 200 -> creates() ? Outcome.NONSENSE : Outcome.DONE;
      case 201 -> creates() ? Outcome.DONE : Outcome.NONSENSE;
      case 400 -> refusal(answer);
      case 409 -> conflict(answer);
      case 503 -> answer.hasHeader("retry-after") ? Outcome.UNAVAILABLE : Outcome.NONSENSE;
      default -> Outcome.NONSENSE;
    };
  }

  private boolean creates() {
    return kind == Kind.RESERVE || kind == Kind.CREATE_EVENT;
  }

  private Outcome refusal(HttpAnswer answer) {
    if (kind == Kind.RESERVE && answer.saysCode("SOLD_OUT")) {
      return Outcome.SOLD_OUT;
    }
    if (kind == Kind.CANCEL && answer.saysCode("ALREADY_CANCELLED")) {
      return Outcome.ALREADY_CANCELLED;
    }
    boolean aboutOne = kind == Kind.CANCEL || kind == Kind.READ_RESERVATION;
    return aboutOne && answer.saysCode("RESERVATION_NOT_FOUND")
        ? Outcome.NOT_FOUND
        : Outcome.NONSENSE;
  }

  private Outcome conflict(HttpAnswer answer) {
    if (kind == Kind.RESERVE && answer.saysCode("ALREADY_RESERVED")) {
      return Outcome.ALREADY_RESERVED;
    }
    if (kind == Kind.CREATE_EVENT && answer.saysCode("IDEMPOTENCY_KEY_IN_USE")) {
      return Outcome.UNAVAILABLE;
    }
    return kind == Kind.SET_TOTAL && answer.saysCode("BELOW_CONFIRMED")
        ? Outcome.BELOW_CONFIRMED
        : Outcome.NONSENSE;
  }
}
