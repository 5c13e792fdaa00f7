package boxoffice.reservation;

import java.util.Collection;

/**
 * Brings changes home to PostgreSQL. What it has accepted stays in this process's memory until
 * PostgreSQL has it, so that it can be put back into a Redis that lost it.
 */
public interface WriteBehind {
  /** Takes a change over. Never blocks, never refuses: called before the buyer is answered. */
  void accept(Reservation change);

  /** Whether so much is held already that no more should be decided. */
  boolean isFull();

  /** What is held of this partition, as of now. */
  Collection<Reservation> held(int partition);
}
