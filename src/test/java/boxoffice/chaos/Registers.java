package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.DONE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A history, sorted by user and event. */
final class Registers {
  private record Key(long eventId, long userId) {}

  private final Map<Key, Register> registers = new LinkedHashMap<>();
  private final Map<Long, List<Call>> lists = new HashMap<>();
  private final Map<Long, Key> owners = new HashMap<>();

  private Registers() {}

  static Registers of(History history) {
    var sorted = new Registers();
    history.calls().forEach(sorted::learnOwner);
    history.books().rows().forEach(sorted::add);
    history.calls().forEach(sorted::add);
    return sorted;
  }

  Collection<Register> all() {
    return registers.values();
  }

  private void learnOwner(Call call) {
    if (call.kind() == Call.Kind.READ_LIST) {
      lists.computeIfAbsent(call.userId(), _ -> new ArrayList<>()).add(call);
    } else if (call.kind() == Call.Kind.RESERVE
        && (call.outcome() == DONE || call.outcome() == ALREADY_RESERVED)) {
      owners.putIfAbsent(call.answer(), new Key(call.eventId(), call.userId()));
    }
  }

  private void add(History.Row row) {
    register(new Key(row.eventId(), row.userId())).rows().add(row);
  }

  private void add(Call call) {
    switch (call.kind()) {
      case RESERVE -> register(new Key(call.eventId(), call.userId())).calls().add(call);
      case CANCEL, READ_RESERVATION -> register(owner(call)).calls().add(call);
      case READ_LIST ->
          call.seen().forEach(seen -> register(new Key(seen.eventId(), call.userId())));
      case READ_EVENT, SET_TOTAL, CREATE_EVENT -> {}
    }
  }

  /** Who asks about a reservation need not say whose it is. */
  private Key owner(Call call) {
    var asked = new Key(call.eventId(), call.userId());
    return call.userId() != 0 ? asked : owners.getOrDefault(call.reservationId(), asked);
  }

  private Register register(Key key) {
    return registers.computeIfAbsent(
        key,
        _ ->
            new Register(
                key.eventId,
                key.userId,
                new ArrayList<>(),
                lists.getOrDefault(key.userId, List.of()),
                new ArrayList<>()));
  }
}
