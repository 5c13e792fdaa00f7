package boxoffice.postgres;

import static boxoffice.postgres.Rows.change;
import static boxoffice.postgres.jooq.Tables.EVENT;
import static boxoffice.postgres.jooq.Tables.RESERVATION;

import boxoffice.reservation.Lease;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReservationWriter;
import boxoffice.reservation.Status;
import boxoffice.reservation.UnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Writes a batch of changes in one transaction, such that replaying any of them any number of times
 * changes nothing.
 *
 * <p>The rows of the batch's events are locked first, in the order of their ids, so that two
 * batches never wait for each other. Cancels come before confirms: a cancel whose reservation has
 * not arrived yet is inserted as CANCELLED, and stays. {@code available_tickets} moves by exactly
 * the rows that changed.
 */
public final class BatchWriter implements ReservationWriter {
  private final Database database;

  public BatchWriter(Database database) {
    this.database = database;
  }

  @Override
  public void write(Lease lease, List<Reservation> changes) {
    try {
      database
          .backgroundContext()
          .transaction(
              inside -> {
                LeaseTable.keep(inside.dsl(), lease);
                write(inside.dsl(), changes);
              });
    } catch (DataAccessException e) {
      if (SqlStates.isPassing(e)) {
        throw new UnavailableException("PostgreSQL: " + Database.innermost(e), e);
      }
      throw new RefusedException(Database.innermost(e), e);
    }
  }

  private static void write(DSLContext sql, List<Reservation> changes) {
    lockEvents(sql, changes);
    List<Reservation> cancels = changes.stream().filter(c -> !c.isConfirmed()).toList();
    List<Reservation> confirms = changes.stream().filter(Reservation::isConfirmed).toList();
    Map<Long, Integer> freed = new HashMap<>();
    if (!cancels.isEmpty()) {
      cancelled(sql, cancels).forEach(eventId -> freed.merge(eventId, 1, Integer::sum));
      inserted(sql, cancels);
    }
    if (!confirms.isEmpty()) {
      List<Long> eventIds = inserted(sql, confirms);
      eventIds.forEach(eventId -> freed.merge(eventId, -1, Integer::sum));
    }
    moveAvailable(sql, freed);
    refuseForeign(sql, changes);
  }

  private static void lockEvents(DSLContext sql, List<Reservation> changes) {
    sql.select(EVENT.ID)
        .from(EVENT)
        .where(EVENT.ID.eq(DSL.any(eventIds(changes))))
        .orderBy(EVENT.ID)
        .forUpdate()
        .execute();
  }

  /** The event of each confirmed row that is cancelled now. */
  private static List<Long> cancelled(DSLContext sql, List<Reservation> cancels) {
    return sql.update(RESERVATION)
        .set(RESERVATION.STATUS, Status.CANCELLED.name())
        .set(RESERVATION.MODIFIED_AT, change(RESERVATION.MODIFIED_AT))
        .from(Rows.table(cancels))
        .where(RESERVATION.ID.eq(change(RESERVATION.ID)))
        .and(RESERVATION.EVENT_ID.eq(change(RESERVATION.EVENT_ID)))
        .and(RESERVATION.USER_ID.eq(change(RESERVATION.USER_ID)))
        .and(RESERVATION.STATUS.eq(Status.CONFIRMED.name()))
        .returning(RESERVATION.EVENT_ID)
        .fetch(RESERVATION.EVENT_ID);
  }

  /**
   * The event of each row that was not there before. The conflict names its target: a second
   * reservation of a user is no replay.
   */
  private static List<Long> inserted(DSLContext sql, List<Reservation> changes) {
    return sql.insertInto(RESERVATION, Rows.COLUMNS)
        .select(
            sql.select(Rows.COLUMNS.stream().map(Rows::change).toList()).from(Rows.table(changes)))
        .onConflict(RESERVATION.ID)
        .doNothing()
        .returning(RESERVATION.EVENT_ID)
        .fetch(RESERVATION.EVENT_ID);
  }

  private static void moveAvailable(DSLContext sql, Map<Long, Integer> freed) {
    for (long eventId : new TreeSet<>(freed.keySet())) {
      sql.update(EVENT)
          .set(EVENT.AVAILABLE_TICKETS, EVENT.AVAILABLE_TICKETS.plus(freed.get(eventId)))
          .where(EVENT.ID.eq(eventId))
          .execute();
    }
  }

  /**
   * An id that PostgreSQL has with another user or event is no replay: somebody was told an id that
   * is not theirs.
   */
  private static void refuseForeign(DSLContext sql, List<Reservation> changes) {
    List<Long> foreign =
        sql.select(RESERVATION.ID)
            .from(RESERVATION)
            .join(Rows.table(changes))
            .on(RESERVATION.ID.eq(change(RESERVATION.ID)))
            .where(RESERVATION.EVENT_ID.ne(change(RESERVATION.EVENT_ID)))
            .or(RESERVATION.USER_ID.ne(change(RESERVATION.USER_ID)))
            .fetch(RESERVATION.ID);
    if (!foreign.isEmpty()) {
      throw new RefusedException(
          "reservation " + foreign + " belongs to another user or event", null);
    }
  }

  private static Long[] eventIds(Collection<Reservation> changes) {
    return changes.stream().map(Reservation::eventId).distinct().toArray(Long[]::new);
  }
}
