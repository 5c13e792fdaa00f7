package boxoffice.chaos;

import java.util.List;
import java.util.function.Predicate;

/**
 * A call, as one register sees it.
 *
 * @param reservation which it takes or frees, numbered within the register; of {@link
 *     Effect#MAY_TAKE} unknown
 * @param mayMake of {@link Effect#MAY_TAKE} the reservations that it may have made
 * @param key that what it takes is made with; empty for none, or for one that no answer depends on
 * @param agrees whether a state explains the answer without any change: of {@link Effect#TELLS},
 *     and of {@link Effect#TAKES} with a key, which may tell again what was taken before
 */
record Operation(
    Call call,
    Effect effect,
    int reservation,
    List<Integer> mayMake,
    String key,
    Predicate<TicketState> agrees) {

  enum Effect {
    TAKES,
    FREES,
    /** A reserve whose outcome is unknown: takes any that it may have made, or nothing. */
    MAY_TAKE,
    /** A cancel whose outcome is unknown. */
    MAY_FREE,
    /** Changes nothing, but tells what is so. */
    TELLS
  }

  static Operation takes(Call call, int reservation) {
    String key = call.key();
    return new Operation(
        call,
        Effect.TAKES,
        reservation,
        List.of(),
        key,
        state -> !key.isEmpty() && state.held() == reservation && state.key().equals(key));
  }

  static Operation mayTake(Call call, List<Integer> mayMake, String key) {
    return new Operation(call, Effect.MAY_TAKE, TicketState.NONE, mayMake, key, _ -> false);
  }

  static Operation frees(Call call, Effect effect, int reservation) {
    return new Operation(call, effect, reservation, List.of(), "", _ -> false);
  }

  static Operation telling(Call call, Predicate<TicketState> agrees) {
    return new Operation(call, Effect.TELLS, TicketState.NONE, List.of(), "", agrees);
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
