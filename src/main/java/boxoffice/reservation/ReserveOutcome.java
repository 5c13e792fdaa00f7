package boxoffice.reservation;

/**
 * What became of a request to reserve. That Redis or PostgreSQL did not answer is no outcome: see
 * {@link UnavailableException}.
 */
public sealed interface ReserveOutcome {
  /** The ticket is theirs, and stays so. */
  record Confirmed(Reservation reservation) implements ReserveOutcome {}

  /** They hold one already. */
  record AlreadyReserved(long reservationId) implements ReserveOutcome {}

  /** They hold one already, and this request repeats the one that made it, by its key. */
  record Repeated(long reservationId) implements ReserveOutcome {}

  /** At the instant of the decision there was no ticket left. */
  record SoldOut() implements ReserveOutcome {}

  record EventNotFound() implements ReserveOutcome {}

  record UserNotFound() implements ReserveOutcome {}

  /** PostgreSQL is so far behind that no more may be promised. Nothing was reserved. */
  record BacklogFull() implements ReserveOutcome {}

  /** What it is, without whom it is about. */
  default Kind kind() {
    return switch (this) {
      case Confirmed confirmed -> Kind.RESERVED;
      case AlreadyReserved already -> Kind.ALREADY_RESERVED;
      case Repeated repeated -> Kind.REPEATED;
      case SoldOut soldOut -> Kind.SOLD_OUT;
      case EventNotFound noEvent -> Kind.EVENT_NOT_FOUND;
      case UserNotFound noUser -> Kind.USER_NOT_FOUND;
      case BacklogFull full -> Kind.BACKLOG_FULL;
    };
  }

  /** The outcomes that there are. */
  enum Kind {
    RESERVED,
    ALREADY_RESERVED,
    REPEATED,
    SOLD_OUT,
    EVENT_NOT_FOUND,
    USER_NOT_FOUND,
    BACKLOG_FULL
  }
}
