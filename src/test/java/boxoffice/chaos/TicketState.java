package boxoffice.chaos;

import java.util.BitSet;

/**
 * What a user has of an event at an instant. Reservations are numbered within their register.
 *
 * @param held the reservation that holds a ticket, or {@link #NONE}
 * @param key that it was made with; empty for none
 * @param cancelled those that held one; never changed
 */
record TicketState(int held, String key, BitSet cancelled) {
  static final int NONE = -1;

  static final TicketState BLANK = new TicketState(NONE, "", new BitSet());

  boolean isFree() {
    return held == NONE;
  }

  boolean knows(int reservation) {
    return held == reservation || cancelled.get(reservation);
  }

  TicketState take(int reservation, String withKey) {
    return new TicketState(reservation, withKey, cancelled);
  }

  TicketState free() {
    BitSet more = (BitSet) cancelled.clone();
    more.set(held);
    return new TicketState(NONE, "", more);
  }
}
