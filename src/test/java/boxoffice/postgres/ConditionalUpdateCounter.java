package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.EVENT;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReserveOutcome;
import org.jooq.DSLContext;

/** Takes a ticket in one statement, if there is one: the row is locked from there to the commit. */
public final class ConditionalUpdateCounter extends SqlTicketCounter {
  public ConditionalUpdateCounter(Database database) {
    super(database);
  }

  @Override
  ReserveOutcome decide(DSLContext sql, Reservation wanted) {
    int taken =
        sql.update(EVENT)
            .set(EVENT.AVAILABLE_TICKETS, EVENT.AVAILABLE_TICKETS.minus(1))
            .where(EVENT.ID.eq(wanted.eventId()))
            .and(EVENT.AVAILABLE_TICKETS.gt(0))
            .execute();
    if (taken == 1) {
      insert(sql, wanted);
      return new ReserveOutcome.Confirmed(wanted);
    }
    return sql.fetchExists(EVENT, EVENT.ID.eq(wanted.eventId()))
        ? noneLeft(sql, wanted)
        : new ReserveOutcome.EventNotFound();
  }
}
