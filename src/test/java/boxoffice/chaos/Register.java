package boxoffice.chaos;

import static boxoffice.chaos.Call.Kind.CANCEL;
import static boxoffice.chaos.Call.Kind.RESERVE;
import static boxoffice.chaos.Call.Outcome.ALREADY_CANCELLED;
import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.DONE;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one user did about one event. Each behaves as if it were alone, but for the number of
 * tickets left: so each can be checked alone, and is small enough to be.
 *
 * @param calls the user's reserves of the event, and cancels and reads of its reservations
 * @param lists the user's reads of all their reservations, other events' too
 * @param rows what the books have at the end
 */
record Register(
    long eventId, long userId, List<Call> calls, List<Call> lists, List<History.Row> rows) {

  Stream<Call> reserves() {
    return calls.stream().filter(call -> call.kind() == RESERVE);
  }

  /** Reserves that may have taken a ticket without telling so. */
  List<Call> undecidedReserves() {
    return reserves().filter(call -> !call.isDecided()).toList();
  }

  /** Every cancel, by the reservation that it was to cancel. */
  Map<Long, List<Call>> cancels() {
    return calls.stream()
        .filter(call -> call.kind() == CANCEL)
        .collect(Collectors.groupingBy(Call::reservationId));
  }

  /** What a read says of this event. */
  List<Call.Seen> seen(Call read) {
    return read.seen().stream().filter(seen -> seen.eventId() == eventId).toList();
  }

  /** The reservations that a 201 told. */
  Set<Long> told() {
    Set<Long> ids = new LinkedHashSet<>();
    reserves().filter(call -> call.outcome() == DONE).forEach(call -> ids.add(call.answer()));
    return ids;
  }

  /**
   * The reservations that some answer or the books know of, but no 201: each must come from a
   * reserve whose outcome is unknown.
   */
  Set<Long> untold() {
    Set<Long> ids = new LinkedHashSet<>();
    for (Call call : calls) {
      if (call.outcome() == ALREADY_RESERVED) {
        ids.add(call.answer());
      } else if (call.kind() == CANCEL
          && (call.outcome() == DONE || call.outcome() == ALREADY_CANCELLED)) {
        ids.add(call.reservationId());
      }
      seen(call).forEach(seen -> ids.add(seen.reservationId()));
    }
    lists.forEach(list -> seen(list).forEach(seen -> ids.add(seen.reservationId())));
    rows.forEach(row -> ids.add(row.reservationId()));
    ids.removeAll(told());
    return ids;
  }

  /** The calls that speak of a reservation, a few of them. */
  List<Call> evidence(long reservationId) {
    return Stream.concat(calls.stream(), lists.stream())
        .filter(
            call ->
                call.answer() == reservationId
                    || call.reservationId() == reservationId
                    || seen(call).stream().anyMatch(s -> s.reservationId() == reservationId))
        .sorted(Comparator.comparingLong(Call::begin))
        .limit(Violations.FEW)
        .toList();
  }
}
