package boxoffice.reservation;

import java.util.List;

/** The counter's side of the audit. */
public interface CounterLook {
  /**
   * What the counter has of these events, all of one partition and all at the same instant; in
   * their order.
   *
   * @param unsavedLimit the most unsaved changes to read, of all events together; an event that
   *     does not fit in comes without them
   * @throws UnavailableException when the counter does not answer soon or may not be believed
   */
  List<CountedEvent> look(List<Long> eventIds, int unsavedLimit);
}
