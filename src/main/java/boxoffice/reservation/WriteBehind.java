package boxoffice.reservation;

import java.util.Collection;
import java.util.Queue;

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

  /**
   * Lets go of all that is held, because it may not be written as it is any more; see {@link
   * #surrendered}. No decision may be under way.
   */
  void surrender();

  /** What was let go of and has to be offered anew; whoever settled one removes it. */
  Queue<Reservation> surrendered();
}
