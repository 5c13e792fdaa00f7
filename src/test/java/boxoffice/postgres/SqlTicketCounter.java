package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.EVENT;
import static boxoffice.postgres.jooq.Tables.RESERVATION;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.Event;
import boxoffice.reservation.NamedReservation;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReserveOutcome;
import boxoffice.reservation.Status;
import boxoffice.reservation.StoredEvent;
import boxoffice.reservation.TicketCounter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * Decides in PostgreSQL, one transaction a reservation, as services do that have nothing else. It
 * only sells: what is compared is the cost of a sale.
 */
abstract class SqlTicketCounter implements TicketCounter {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;

  SqlTicketCounter(Database database) {
    this.database = database;
  }

  /** The decision, inside a transaction; a unique violation says that the user has a ticket. */
  abstract ReserveOutcome decide(DSLContext sql, Reservation wanted);

  @Override
  public final ReserveOutcome reserve(
      long eventId,
      long userId,
      long reservationId,
      Optional<String> keyDigest,
      Deadline deadline) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var wanted = new Reservation(reservationId, eventId, userId, Status.CONFIRMED, now, now);
    try {
      return database.request(
          deadline, sql -> sql.transactionResult(inside -> decide(inside.dsl(), wanted)));
    } catch (DataAccessException e) {
      if (!UNIQUE_VIOLATION.equals(e.sqlState())) {
        throw e;
      }
      long held = database.request(deadline, sql -> held(sql, wanted).orElseThrow(() -> e));
      return new ReserveOutcome.AlreadyReserved(held);
    }
  }

  /** The user's reservation of the event, if there is one. */
  static Optional<Long> held(DSLContext sql, Reservation wanted) {
    return sql.select(RESERVATION.ID)
        .from(RESERVATION)
        .where(RESERVATION.EVENT_ID.eq(wanted.eventId()))
        .and(RESERVATION.USER_ID.eq(wanted.userId()))
        .and(RESERVATION.STATUS.eq(Status.CONFIRMED.name()))
        .fetchOptional(RESERVATION.ID);
  }

  /** No ticket is left: the user may have one already. */
  static ReserveOutcome noneLeft(DSLContext sql, Reservation wanted) {
    return held(sql, wanted)
        .<ReserveOutcome>map(ReserveOutcome.AlreadyReserved::new)
        .orElseGet(ReserveOutcome.SoldOut::new);
  }

  static void insert(DSLContext sql, Reservation sold) {
    sql.insertInto(RESERVATION)
        .set(RESERVATION.ID, sold.id())
        .set(RESERVATION.USER_ID, sold.userId())
        .set(RESERVATION.EVENT_ID, sold.eventId())
        .set(RESERVATION.STATUS, sold.status().name())
        .set(RESERVATION.CREATED_AT, sold.createdAt())
        .set(RESERVATION.MODIFIED_AT, sold.modifiedAt())
        .execute();
  }

  @Override
  public final Optional<Event> event(long eventId, Deadline deadline) {
    return database.request(
        deadline,
        sql ->
            sql.select(EVENT.NAME, EVENT.TOTAL_TICKETS, EVENT.AVAILABLE_TICKETS)
                .from(EVENT)
                .where(EVENT.ID.eq(eventId))
                .fetchOptional(
                    row -> new Event(eventId, row.value1(), row.value2(), row.value3())));
  }

  @Override
  public final boolean cancel(Reservation reservation, Deadline deadline) {
    throw onlySells();
  }

  @Override
  public final Optional<NamedReservation> unsaved(long reservationId, Deadline deadline) {
    return Optional.empty();
  }

  @Override
  public final List<Reservation> unsavedOfUser(long userId, Deadline deadline) {
    return List.of();
  }

  @Override
  public final void refresh(List<StoredEvent> events, Deadline deadline) {
    throw onlySells();
  }

  @Override
  public final Optional<Integer> lower(StoredEvent event, Deadline deadline) {
    throw onlySells();
  }

  @Override
  public final void unload(long eventId) {
    throw onlySells();
  }

  private static UnsupportedOperationException onlySells() {
    return new UnsupportedOperationException("this one only sells");
  }
}
