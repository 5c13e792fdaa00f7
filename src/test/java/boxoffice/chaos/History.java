package boxoffice.chaos;

import java.util.List;

/**
 * What a round of the load saw, and what was in the books when nothing was unsaved any more.
 *
 * @param events what was on sale, each with the total with which the round began
 * @param calls all requests, by rising begin
 * @param stalls when an answer can't be expected in time, through no fault of the service
 * @param books what was there at the end
 */
record History(List<OnSale> events, List<Call> calls, List<Stall> stalls, Books books) {

  record OnSale(long eventId, int total) {}

  /**
   * An instance was frozen, killed or not started yet, or the machine had no time for it or for the
   * load generator.
   *
   * @param instance which instance; -1 for all of them
   * @param isOutage whether it may have no answer for it, not only a late one
   */
  record Stall(int instance, long begin, long end, boolean isOutage) {
    Stall(int instance, long begin, long end) {
      this(instance, begin, end, true);
    }
  }

  /**
   * The end of a round: all instances live, nothing unsaved.
   *
   * @param rows the reservations of the round's events in PostgreSQL
   * @param created the events that operators created by a key
   * @param failedWrites rows left in failed_write, which must be none
   * @param unsaved changes left in Redis, which must be none
   */
  record Books(
      List<EventBooks> events,
      List<Row> rows,
      List<Created> created,
      long failedWrites,
      long unsaved) {}

  /** An event whose name is the key by which it was created. */
  record Created(String key, long eventId) {}

  /**
   * @param total by PostgreSQL
   * @param available by PostgreSQL
   * @param answered what each instance answered to be available
   */
  record EventBooks(long eventId, int total, int available, List<Long> answered) {}

  /** A reservation in PostgreSQL. */
  record Row(long reservationId, long eventId, long userId, boolean confirmed) {}
}
