package boxoffice.chaos;

import java.util.BitSet;

/**
 * One way in which things may stand: the state, and which of the calls under way have been carried
 * out already.
 *
 * @param done the slots of those; never changed
 */
record Configuration(TicketState state, BitSet done) {
  static final Configuration FIRST = new Configuration(TicketState.BLANK, new BitSet());

  Configuration without(int slot) {
    if (!done.get(slot)) {
      return this;
    }
    BitSet rest = (BitSet) done.clone();
    rest.clear(slot);
    return new Configuration(state, rest);
  }
}
