package boxoffice.reservation;

import java.util.List;

/** PostgreSQL's side of the audit. */
public interface LockedBooks {
  /** The ids of the events, newest first. */
  List<Long> eventIds(Page page);

  /**
   * Looks at these events, all of one partition, and has the counter looked at in the middle of it,
   * while nobody can change any row of theirs.
   *
   * @param unsavedLimit the most changes to compare, of all events together
   */
  List<EventLook> look(List<Long> eventIds, int unsavedLimit, CounterLook counter);

  /**
   * The same, for events that seemed wrong: counts their rows anew while they are locked, which
   * lasts longer, and sets {@code available_tickets} right in the same transaction where that is
   * possible.
   */
  List<EventLook> lookAgain(List<Long> eventIds, int unsavedLimit, CounterLook counter);
}
