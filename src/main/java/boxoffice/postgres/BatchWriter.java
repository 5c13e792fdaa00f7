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
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.ResultQuery;
import org.jooq.Table;
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
    int changed = 0;
    if (!cancels.isEmpty()) {
      Map<Long, Integer> cancelled = cancelled(sql, cancels);
      freed.putAll(cancelled);
      changed += sum(cancelled) + sum(inserted(sql, cancels));
    }
    if (!confirms.isEmpty()) {
      Map<Long, Integer> sold = inserted(sql, confirms);
      sold.forEach((eventId, tickets) -> freed.merge(eventId, -tickets, Integer::sum));
      changed += sum(sold);
    }
    moveAvailable(sql, freed);
    if (changed < changes.size()) { // else each row is what was just written
      refuseForeign(sql, changes);
    }
  }

  private static void lockEvents(DSLContext sql, List<Reservation> changes) {
    sql.select(EVENT.ID)
        .from(EVENT)
        .where(EVENT.ID.eq(DSL.any(eventIds(changes))))
        .orderBy(EVENT.ID)
        .forUpdate()
        .execute();
  }

  /** How many confirmed rows of each event are cancelled now. */
  private static Map<Long, Integer> cancelled(DSLContext sql, List<Reservation> cancels) {
    return byEvent(
        sql,
        DSL.update(RESERVATION)
            .set(RESERVATION.STATUS, Status.CANCELLED.name())
            .set(RESERVATION.MODIFIED_AT, change(RESERVATION.MODIFIED_AT))
            .from(Rows.table(cancels))
            .where(RESERVATION.ID.eq(change(RESERVATION.ID)))
            .and(RESERVATION.EVENT_ID.eq(change(RESERVATION.EVENT_ID)))
            .and(RESERVATION.USER_ID.eq(change(RESERVATION.USER_ID)))
            .and(RESERVATION.STATUS.eq(Status.CONFIRMED.name()))
            .returning(RESERVATION.EVENT_ID));
  }

  /**
   * How many rows of each event were not there before. The conflict names its target: a second
   * reservation of a user is no replay.
   */
  private static Map<Long, Integer> inserted(DSLContext sql, List<Reservation> changes) {
    return byEvent(
        sql,
        DSL.insertInto(RESERVATION, Rows.COLUMNS)
            .select(
                DSL.select(Rows.COLUMNS.stream().map(Rows::change).toList())
                    .from(Rows.table(changes)))
            .onConflict(RESERVATION.ID)
            .doNothing()
            .returning(RESERVATION.EVENT_ID));
  }

  /** Counted by PostgreSQL, for there may be thousands of rows and one event. */
  private static Map<Long, Integer> byEvent(DSLContext sql, ResultQuery<?> changedRows) {
    Name changed = DSL.name("changed");
    Field<Long> eventId = DSL.field(changed.append(RESERVATION.EVENT_ID.getName()), Long.class);
    return sql.with(changed.as(changedRows))
        .select(eventId, DSL.count())
        .from(changed)
        .groupBy(eventId)
        .fetchMap(eventId, DSL.count());
  }

  private static int sum(Map<Long, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** In one statement, for there may be as many events as rows. Their rows are locked already. */
  private static void moveAvailable(DSLContext sql, Map<Long, Integer> freed) {
    if (freed.isEmpty()) {
      return;
    }
    Long[] events = freed.keySet().toArray(Long[]::new);
    Integer[] tickets = Stream.of(events).map(freed::get).toArray(Integer[]::new);
    Table<?> move =
        DSL.table("unnest({0}, {1})", DSL.val(events), DSL.val(tickets))
            .as("move", "event_id", "tickets");
    sql.update(EVENT)
        .set(
            EVENT.AVAILABLE_TICKETS,
            EVENT.AVAILABLE_TICKETS.plus(DSL.field(DSL.name("move", "tickets"), Integer.class)))
        .from(move)
        .where(EVENT.ID.eq(DSL.field(DSL.name("move", "event_id"), Long.class)))
        .execute();
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
