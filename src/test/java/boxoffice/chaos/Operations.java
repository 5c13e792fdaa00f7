package boxoffice.chaos;

import static boxoffice.chaos.Operation.Effect.FREES;
import static boxoffice.chaos.Operation.Effect.MAY_FREE;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what each call of a register means for a {@link TicketState}. */
final class Operations {
  /** The most that a page of a list has: a full one tells nothing of what is older. */
  private static final int FULL_PAGE = 1_000;

  private final Register register;
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final List<Integer> untold;
  private final Map<String, Set<Integer>> toldWith = new HashMap<>();
  private final Set<String> tellingKeys;

  Operations(Register register) {
    this.register = register;
    untold = register.untold().stream().map(this::number).toList();
    tellingKeys =
        register.reserves().filter(Call::isDecided).map(Call::key).collect(Collectors.toSet());
    register
        .reserves()
        .filter(call -> call.outcome() == Call.Outcome.DONE && !call.key().isEmpty())
        .forEach(
            call ->
                toldWith
                    .computeIfAbsent(call.key(), _ -> new LinkedHashSet<>())
                    .add(number(call.answer())));
  }

  int number(long reservationId) {
    return numbers.computeIfAbsent(reservationId, _ -> numbers.size());
  }

  List<Operation> of(List<Call> calls) {
    List<Operation> operations = new ArrayList<>();
    for (Call call : calls) {
      switch (call.kind()) {
        case RESERVE -> reserve(call, operations);
        case CANCEL -> cancel(call, operations);
        case READ_RESERVATION -> read(call, operations);
        case READ_LIST -> list(call, operations);
        case READ_EVENT, SET_TOTAL, CREATE_EVENT -> {}
      }
    }
    return operations;
  }

  private void reserve(Call call, List<Operation> operations) {
    switch (call.outcome()) {
      case DONE -> operations.add(Operation.takes(call, number(call.answer())));
      case ALREADY_RESERVED -> operations.add(Operation.telling(call, heldByOther(call)));
      case SOLD_OUT -> operations.add(Operation.telling(call, TicketState::isFree));
      case UNAVAILABLE, UNKNOWN -> {
        List<Integer> mayMake = mayMake(call);
        if (!mayMake.isEmpty()) {
          String key = tellingKeys.contains(call.key()) ? call.key() : "";
          operations.add(Operation.mayTake(call, mayMake, key));
        }
      }
      default -> {}
    }
  }

  /** What was told with a key was made by one that brought it. */
  private List<Integer> mayMake(Call call) {
    return Stream.concat(untold.stream(), toldWith.getOrDefault(call.key(), Set.of()).stream())
        .toList();
  }

  private void cancel(Call call, List<Operation> operations) {
    int reservation = number(call.reservationId());
    switch (call.outcome()) {
      case DONE -> operations.add(Operation.frees(call, FREES, reservation));
      case ALREADY_CANCELLED ->
          operations.add(Operation.telling(call, cancelled(call.reservationId())));
      case NOT_FOUND -> operations.add(Operation.telling(call, unknown(call.reservationId())));
      case UNAVAILABLE, UNKNOWN -> operations.add(Operation.frees(call, MAY_FREE, reservation));
      default -> {}
    }
  }

  private void read(Call call, List<Operation> operations) {
    switch (call.outcome()) {
      case DONE -> operations.add(Operation.telling(call, shown(call)));
      case NOT_FOUND -> operations.add(Operation.telling(call, unknown(call.reservationId())));
      default -> {}
    }
  }

  private void list(Call call, List<Operation> operations) {
    if (call.outcome() == Call.Outcome.DONE && call.seen().size() < FULL_PAGE) {
      operations.add(Operation.telling(call, listed(call)));
    }
  }

  private Predicate<TicketState> shown(Call call) {
    if (call.seen().size() != 1 || register.seen(call).size() != 1) {
      return _ -> false;
    }
    Call.Seen seen = call.seen().getFirst();
    if (seen.reservationId() != call.reservationId()) {
      return _ -> false;
    }
    return seen.confirmed() ? held(seen.reservationId()) : cancelled(seen.reservationId());
  }

  private Predicate<TicketState> listed(Call call) {
    int held = TicketState.NONE;
    BitSet cancelled = new BitSet();
    for (Call.Seen seen : call.seen()) {
      if (seen.eventId() != register.eventId()) {
        continue;
      }
      int reservation = number(seen.reservationId());
      if (!seen.confirmed()) {
        cancelled.set(reservation);
      } else if (held == TicketState.NONE) {
        held = reservation;
      } else {
        return _ -> false; // two at once
      }
    }
    int only = held;
    return state -> state.held() == only && state.cancelled().equals(cancelled);
  }

  /** Whoever brings the key that made it is told so by a 201. */
  private Predicate<TicketState> heldByOther(Call call) {
    Predicate<TicketState> isHeld = held(call.answer());
    String key = call.key();
    return key.isEmpty() ? isHeld : isHeld.and(state -> !state.key().equals(key));
  }

  private Predicate<TicketState> held(long reservationId) {
    int reservation = number(reservationId);
    return state -> state.held() == reservation;
  }

  private Predicate<TicketState> cancelled(long reservationId) {
    int reservation = number(reservationId);
    return state -> state.cancelled().get(reservation);
  }

  private Predicate<TicketState> unknown(long reservationId) {
    int reservation = number(reservationId);
    return state -> !state.knows(reservation);
  }
}
