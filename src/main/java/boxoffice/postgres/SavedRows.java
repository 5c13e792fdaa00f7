package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.RESERVATION;

import boxoffice.reservation.SavedReservations;
import boxoffice.reservation.Status;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The table {@code reservation} alone, without what waits in {@code failed_write}. */
public final class SavedRows implements SavedReservations {
  private static final int IDS_PER_QUERY = 5_000;

  private final Database database;

  public SavedRows(Database database) {
    this.database = database;
  }

  @Override
  public Map<Long, Status> statuses(Collection<Long> reservationIds) {
    Map<Long, Status> found = new HashMap<>();
    reservationIds.stream()
        .gather(Gatherers.windowFixed(IDS_PER_QUERY))
        .forEach(ids -> found.putAll(database.background(sql -> statuses(sql, ids))));
    return found;
  }

  private static Map<Long, Status> statuses(DSLContext sql, List<Long> ids) {
    Map<Long, Status> found = new HashMap<>();
    sql.select(RESERVATION.ID, RESERVATION.STATUS)
        .from(RESERVATION)
        .where(RESERVATION.ID.eq(DSL.any(ids.toArray(Long[]::new))))
        .forEach(row -> found.put(row.value1(), Status.valueOf(row.value2())));
    return found;
  }

  @Override
  public Set<Long> confirmed(long eventId) {
    return database.background(
        sql ->
            sql.select(RESERVATION.ID)
                .from(RESERVATION)
                .where(RESERVATION.EVENT_ID.eq(eventId))
                .and(RESERVATION.STATUS.eq(Status.CONFIRMED.name()))
                .fetchSet(RESERVATION.ID));
  }
}
