package boxoffice.postgres;

import static boxoffice.postgres.jooq.Sequences.EVENT_VERSION;
import static boxoffice.postgres.jooq.Tables.EVENT;

import boxoffice.reservation.CreateOutcome;
import boxoffice.reservation.CreationKey;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.EventStore;
import boxoffice.reservation.NotCaughtUpException;
import boxoffice.reservation.Page;
import boxoffice.reservation.StoredEvent;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SelectJoinStep;
import org.jooq.exception.DataAccessException;

/**
 * The table {@code event}. Triggers keep {@code available_tickets} and {@code version} right,
 * whoever writes.
 */
public final class EventTable implements EventStore {
  private final Database database;
  private final IdempotentRequests requests;

  public EventTable(Database database, IdempotentRequests requests) {
    this.database = database;
    this.requests = requests;
  }

  @Override
  public StoredEvent create(String name, int totalTickets, Deadline deadline) {
    return database.request(deadline, sql -> create(sql, name, totalTickets));
  }

  @Override
  public CreateOutcome<Long> create(
      String name, int totalTickets, CreationKey key, Deadline deadline) {
    return database.request(
        deadline,
        sql -> requests.once(sql, key, inside -> create(inside, name, totalTickets).id()));
  }

  private static StoredEvent create(DSLContext sql, String name, int totalTickets) {
    while (true) {
      Optional<StoredEvent> created =
          sql.insertInto(
                  EVENT, EVENT.NAME, EVENT.TOTAL_TICKETS, EVENT.AVAILABLE_TICKETS, EVENT.VERSION)
              .values(name, totalTickets, totalTickets, 0L)
              .onConflict(EVENT.ID)
              .doNothing()
              .returningResult(EVENT.ID, EVENT.NAME, EVENT.TOTAL_TICKETS, EVENT.VERSION)
              .fetchOptional(EventTable::stored);
      if (created.isPresent()) {
        return created.get();
      }
      HandGivenIds.skip(sql, EVENT, EVENT.ID);
    }
  }

  @Override
  public List<StoredEvent> list(Page page, Deadline deadline) {
    return database.request(
        deadline,
        sql ->
            select(sql)
                .where(EVENT.ID.lt(page.before()))
                .orderBy(EVENT.ID.desc())
                .limit(page.limit())
                .fetch(EventTable::stored));
  }

  @Override
  public void touch(long eventId, Deadline deadline) {
    database.request(
        deadline,
        sql ->
            sql.update(EVENT)
                .set(EVENT.VERSION, EVENT_VERSION.nextval())
                .where(EVENT.ID.eq(eventId))
                .execute());
  }

  @Override
  public List<StoredEvent> changedSince(long version, int limit) {
    return database.background(
        sql ->
            select(sql)
                .where(EVENT.VERSION.gt(version))
                .orderBy(EVENT.VERSION)
                .limit(limit)
                .fetch(EventTable::stored));
  }

  @Override
  public <T> Optional<T> locked(long eventId, Change<T> change, Deadline deadline) {
    try {
      return database.request(
          deadline, sql -> sql.transactionResult(inside -> locked(inside.dsl(), eventId, change)));
    } catch (DataAccessException e) {
      if (SqlStates.isCheckViolation(e)) {
        throw new NotCaughtUpException(
            "PostgreSQL does not have the newest cancels of event " + eventId + " yet", e);
      }
      throw e;
    }
  }

  private static <T> Optional<T> locked(DSLContext sql, long eventId, Change<T> change) {
    return select(sql)
        .where(EVENT.ID.eq(eventId))
        .forUpdate()
        .fetchOptional(EventTable::stored)
        .map(current -> change.apply(current, new RowWriter(sql)));
  }

  private static SelectJoinStep<Record4<Long, String, Integer, Long>> select(DSLContext sql) {
    return sql.select(EVENT.ID, EVENT.NAME, EVENT.TOTAL_TICKETS, EVENT.VERSION).from(EVENT);
  }

  static StoredEvent stored(Record4<Long, String, Integer, Long> row) {
    return new StoredEvent(row.value1(), row.value2(), row.value3(), row.value4());
  }

  private record RowWriter(DSLContext sql) implements Writer {
    @Override
    public long nextVersion() {
      return sql.nextval(EVENT_VERSION);
    }

    @Override
    public void write(StoredEvent event) {
      sql.update(EVENT)
          .set(EVENT.NAME, event.name())
          .set(EVENT.TOTAL_TICKETS, event.totalTickets())
          .set(EVENT.VERSION, event.version())
          .where(EVENT.ID.eq(event.id()))
          .execute();
    }
  }
}
