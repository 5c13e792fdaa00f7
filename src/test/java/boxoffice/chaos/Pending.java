package boxoffice.chaos;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The calls under way, each in a slot, and what may become of a configuration by one of them. */
final class Pending {
  private final List<Operation> slots = new ArrayList<>();
  private final BitSet used = new BitSet();

  int add(Operation operation) {
    int slot = used.nextClearBit(0);
    used.set(slot);
    if (slot == slots.size()) {
      slots.add(operation);
    } else {
      slots.set(slot, operation);
    }
    return slot;
  }

  void remove(int slot) {
    used.clear(slot);
  }

  /** Every configuration that one more change can bring about. */
  List<Configuration> after(Configuration before) {
    List<Configuration> next = new ArrayList<>();
    for (int slot = used.nextSetBit(0); slot >= 0; slot = used.nextSetBit(slot + 1)) {
      if (!before.done().get(slot)) {
        add(before, slot, next);
      }
    }
    return next;
  }

  private void add(Configuration before, int slot, List<Configuration> next) {
    TicketState state = before.state();
    Operation operation = slots.get(slot);
    int reservation = operation.reservation();
    switch (operation.effect()) {
      case TAKES -> {
        if (state.isFree() && !state.knows(reservation) && isNext(before, slot)) {
          next.add(changed(before, slot, state.take(reservation, operation.key())));
        }
      }
      case FREES, MAY_FREE -> {
        if (state.held() == reservation && isNext(before, slot)) {
          next.add(changed(before, slot, state.free()));
        }
      }
      case MAY_TAKE -> {
        if (state.isFree() && isNext(before, slot)) {
          for (int made : operation.mayMake()) {
            if (!state.knows(made) && !isTakenByOther(made, before)) {
              next.add(changed(before, slot, state.take(made, operation.key())));
            }
          }
        }
      }
      case TELLS -> {}
    }
  }

  /**
   * Who was told of it and can take it now does so: what is of unknown outcome stays to be used.
   */
  private boolean isTakenByOther(int reservation, Configuration before) {
    return used.stream()
        .filter(other -> !before.done().get(other))
        .mapToObj(slots::get)
        .anyMatch(
            other ->
                other.effect() == Operation.Effect.TAKES && other.reservation() == reservation);
  }

  /**
   * Of calls that could do the same, the one that ends first is used first: what is left can do all
   * that the others could have. Without this rule each subset of them would be tried.
   */
  private boolean isNext(Configuration before, int slot) {
    Operation operation = slots.get(slot);
    return used.stream()
        .filter(other -> other != slot && !before.done().get(other))
        .filter(other -> slots.get(other).effect() == operation.effect())
        .filter(other -> slots.get(other).reservation() == operation.reservation())
        .filter(other -> slots.get(other).key().equals(operation.key()))
        .allMatch(
            other ->
                slots.get(other).end() > operation.end()
                    || (slots.get(other).end() == operation.end() && other > slot));
  }

  /** Who asked what was so until now may have been answered before the change. */
  private Configuration changed(Configuration before, int slot, TicketState state) {
    BitSet done = (BitSet) before.done().clone();
    done.set(slot);
    for (int other = used.nextSetBit(0); other >= 0; other = used.nextSetBit(other + 1)) {
      if (slots.get(other).agrees().test(before.state())) {
        done.set(other);
      }
    }
    return new Configuration(state, done);
  }
}
