package boxoffice.chaos;

import static boxoffice.chaos.Call.Kind.CANCEL;
import static boxoffice.chaos.Call.Kind.RESERVE;
import static boxoffice.chaos.Call.Outcome.ALREADY_CANCELLED;
import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.DONE;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The holdings of one register. A reserve of unknown outcome whose reservation nobody ever saw, not
 * even the books, made none; one that is seen later held its ticket possibly from the begin of the
 * first such request, and one that was told with a key possibly from the first that brought it.
 */
final class Holdings {
  private final Map<Long, HoldingBounds> bounds = new HashMap<>();

  private Holdings() {}

  static List<Holding> of(Register register) {
    var holdings = new Holdings();
    Optional<Call> maker =
        register.undecidedReserves().stream().min(Comparator.comparingLong(Call::begin));
    for (long id : register.untold()) {
      maker.ifPresent(call -> holdings.of(id).made(call));
    }
    register.calls().forEach(holdings::add);
    register.undecidedReserves().forEach(call -> holdings.addToldWith(call, register));
    for (Collection<Call> reads : List.of(register.calls(), register.lists())) {
      for (Call read : reads) {
        register.seen(read).forEach(seen -> holdings.add(seen, read));
      }
    }
    register.rows().forEach(row -> holdings.of(row.reservationId()).row(row));
    return holdings.bounds.values().stream().flatMap(b -> b.holding().stream()).toList();
  }

  private HoldingBounds of(long id) {
    return bounds.computeIfAbsent(id, _ -> new HoldingBounds());
  }

  private void add(Call call) {
    if (call.kind() == RESERVE && call.outcome() == DONE) {
      of(call.answer()).made(call);
      of(call.answer()).seenHeld(call);
    } else if (call.kind() == RESERVE && call.outcome() == ALREADY_RESERVED) {
      of(call.answer()).seenHeld(call);
    } else if (call.kind() == CANCEL && call.outcome() == ALREADY_CANCELLED) {
      of(call.reservationId()).seenCancelled(call);
    } else if (call.kind() == CANCEL) {
      of(call.reservationId()).cancel(call);
    }
  }

  /** It may have made what a later request with the same key was told. */
  private void addToldWith(Call undecided, Register register) {
    if (!undecided.key().isEmpty()) {
      register
          .reserves()
          .filter(call -> call.outcome() == DONE && call.key().equals(undecided.key()))
          .forEach(call -> of(call.answer()).made(undecided));
    }
  }

  private void add(Call.Seen seen, Call read) {
    if (seen.confirmed()) {
      of(seen.reservationId()).seenHeld(read);
    } else {
      of(seen.reservationId()).seenCancelled(read);
    }
  }
}
