package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.EVENT;
import static boxoffice.postgres.jooq.Tables.FAILED_WRITE;
import static boxoffice.postgres.jooq.Tables.RESERVATION;

import boxoffice.reservation.EventSnapshots;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import boxoffice.reservation.StoredEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.impl.DSL;

/**
 * Reads an event with its holders, a million of them in pieces: so each step is quick, and a server
 * that does not answer one soon is given up. Buyers wait for the event to be on sale.
 */
public final class EventSnapshotReader implements EventSnapshots {
  private static final int ROWS_PER_FETCH = 2_000;
  private static final int IDS_PER_QUERY = 2_000;

  private final Database database;

  public EventSnapshotReader(Database database) {
    this.database = database;
  }

  @Override
  public boolean exists(long eventId) {
    return database.backgroundSnapshot(sql -> sql.fetchExists(EVENT, EVENT.ID.eq(eventId)));
  }

  @Override
  public Optional<StoredEvent> read(
      long eventId, Collection<Reservation> unsaved, HolderConsumer holders) {
    return database.backgroundSnapshot(sql -> read(sql, eventId, unsaved, holders));
  }

  private static Optional<StoredEvent> read(
      DSLContext sql, long eventId, Collection<Reservation> unsaved, HolderConsumer holders) {
    Optional<StoredEvent> event =
        sql.select(EVENT.ID, EVENT.NAME, EVENT.TOTAL_TICKETS, EVENT.VERSION)
            .from(EVENT)
            .where(EVENT.ID.eq(eventId))
            .fetchOptional(EventTable::stored);
    if (event.isPresent()) {
      Map<Long, Reservation> changes = changes(sql, eventId, unsaved);
      confirmedRows(sql, eventId, changes, holders);
      changes.values().stream()
          .filter(Reservation::isConfirmed)
          .forEach(change -> holders.accept(change.userId(), change.id(), change.keyDigest()));
    }
    return event;
  }

  /**
   * What is unsaved or was refused, merged with PostgreSQL's row of whatever status: an old entry
   * of the journal is no news.
   */
  private static Map<Long, Reservation> changes(
      DSLContext sql, long eventId, Collection<Reservation> unsaved) {
    Map<Long, Reservation> changes = new HashMap<>();
    unsaved.forEach(change -> changes.merge(change.id(), change, Reservation::merge));
    sql.selectFrom(FAILED_WRITE)
        .where(FAILED_WRITE.EVENT_ID.eq(eventId))
        .forEach(
            row ->
                changes.merge(row.getReservationId(), Rows.reservation(row), Reservation::merge));
    for (Long[] ids : pieces(changes.keySet())) {
      sql.selectFrom(RESERVATION)
          .where(RESERVATION.ID.eq(DSL.any(ids)))
          .forEach(row -> changes.merge(row.getId(), Rows.reservation(row), Reservation::merge));
    }
    return changes;
  }

  private static List<Long[]> pieces(Set<Long> ids) {
    return ids.stream()
        .gather(Gatherers.windowFixed(IDS_PER_QUERY))
        .map(piece -> piece.toArray(Long[]::new))
        .toList();
  }

  /**
   * Hands over each confirmed row and takes it out of the changes; a row that a change cancels is
   * not handed over.
   */
  private static void confirmedRows(
      DSLContext sql, long eventId, Map<Long, Reservation> changes, HolderConsumer holders) {
    try (var rows =
        sql.select(RESERVATION.USER_ID, RESERVATION.ID, RESERVATION.KEY_DIGEST)
            .from(RESERVATION)
            .where(RESERVATION.EVENT_ID.eq(eventId))
            // Inlined, so that PostgreSQL sees that its partial index fits.
            .and(RESERVATION.STATUS.eq(DSL.inline(Status.CONFIRMED.name())))
            .fetchSize(ROWS_PER_FETCH)
            .fetchLazy()) {
      for (Record3<Long, Long, String> row : rows) {
        Reservation change = changes.remove(row.value2());
        if (change == null || change.isConfirmed()) {
          holders.accept(row.value1(), row.value2(), Optional.ofNullable(row.value3()));
        }
      }
    }
  }
}
