package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.EVENT;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReserveOutcome;
import java.util.Optional;
import org.jooq.DSLContext;

/** Locks the event's row, looks, sells: whoever wants a ticket of the event waits in a line. */
public final class RowLockCounter extends SqlTicketCounter {
  public RowLockCounter(Database database) {
    super(database);
  }

  @Override
  ReserveOutcome decide(DSLContext sql, Reservation wanted) {
    Optional<Integer> available =
        sql.select(EVENT.AVAILABLE_TICKETS)
            .from(EVENT)
            .where(EVENT.ID.eq(wanted.eventId()))
            .forUpdate()
            .fetchOptional(EVENT.AVAILABLE_TICKETS);
    if (available.isEmpty()) {
      return new ReserveOutcome.EventNotFound();
    }
    if (available.get() == 0) {
      return noneLeft(sql, wanted);
    }
    insert(sql, wanted);
    sql.update(EVENT)
        .set(EVENT.AVAILABLE_TICKETS, EVENT.AVAILABLE_TICKETS.minus(1))
        .where(EVENT.ID.eq(wanted.eventId()))
        .execute();
    return new ReserveOutcome.Confirmed(wanted);
  }
}
