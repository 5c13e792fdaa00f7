package boxoffice.chaos;

import java.util.function.Predicate;

/**
 * A call, as one register sees it.
 *
 * @param reservation which it takes or frees, numbered within the register; of {@link
 *     Effect#MAY_TAKE} unknown
 * @param agrees of {@link Effect#TELLS} whether a state explains the answer
 */
record Operation(Call call, Effect effect, int reservation, Predicate<TicketState> agrees) {

  enum Effect {
    TAKES,
    FREES,
    /** A reserve whose outcome is unknown: takes any of the untold reservations, or nothing. */
    MAY_TAKE,
    /** A cancel whose outcome is unknown. */
    MAY_FREE,
    /** Changes nothing, but tells what is so. */
    TELLS
  }

  static Operation change(Call call, Effect effect, int reservation) {
    return new Operation(call, effect, reservation, _ -> false);
  }

  static Operation telling(Call call, Predicate<TicketState> agrees) {
    return new Operation(call, Effect.TELLS, TicketState.NONE, agrees);
  }

  boolean tells() {
    return effect == Effect.TELLS;
  }

  boolean isOptional() {
    return effect == Effect.MAY_TAKE || effect == Effect.MAY_FREE;
  }

  /** Whether it may still be carried out after everything else. */
  boolean neverEnds() {
    return call.outcome() == Call.Outcome.UNKNOWN;
  }

  long end() {
    return neverEnds() ? Long.MAX_VALUE : call.end();
  }
}
