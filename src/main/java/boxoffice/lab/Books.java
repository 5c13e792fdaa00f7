package boxoffice.lab;

import boxoffice.reservation.SavedReservations;
import boxoffice.reservation.Status;
import java.util.Map;
import java.util.Set;

/**
 * What buyers were promised against the rows in PostgreSQL, each looked up by its id.
 *
 * @param promised the reservations that buyers were told of, less those that they cancelled
 * @param inPostgres those of them that have a confirmed row
 * @param cancelled the reservations that buyers cancelled
 * @param cancelledInPostgres those of them that have a cancelled row
 * @param cameBack those of them that have a confirmed row: none, once all are home
 * @param unpromised confirmed rows of the event that no buyer was told of
 * @param oversold confirmed rows beyond the number of tickets
 */
public record Books(
    int promised,
    int inPostgres,
    int cancelled,
    int cancelledInPostgres,
    int cameBack,
    int unpromised,
    int oversold) {

  static Books count(Ledger ledger, long eventId, int tickets, SavedReservations saved) {
    Set<Long> held = ledger.held();
    Set<Long> cancelled = ledger.cancelled();
    Map<Long, Status> rows = saved.statuses(held);
    Map<Long, Status> cancelledRows = saved.statuses(cancelled);
    Set<Long> confirmed = saved.confirmed(eventId);
    return new Books(
        held.size(),
        of(Status.CONFIRMED, rows),
        cancelled.size(),
        of(Status.CANCELLED, cancelledRows),
        of(Status.CONFIRMED, cancelledRows),
        (int) confirmed.stream().filter(id -> !ledger.knows(id)).count(),
        Math.max(0, confirmed.size() - tickets));
  }

  private static int of(Status status, Map<Long, Status> rows) {
    return (int) rows.values().stream().filter(status::equals).count();
  }

  /** Promised and not in PostgreSQL: on their way, or lost if that stays so. */
  public int lost() {
    return promised - inPostgres;
  }

  boolean allAreHome() {
    return lost() == 0 && cancelledInPostgres == cancelled;
  }
}
