package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.FAILED_WRITE;
import static boxoffice.postgres.jooq.Tables.RESERVATION;

import boxoffice.reservation.CountedEvent;
import boxoffice.reservation.EventLook.Unsaved;
import boxoffice.reservation.Reservation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.QuantifiedSelect;
import org.jooq.Record1;
import org.jooq.impl.DSL;

/**
 * What the rows of some events will become: the journal and {@code failed_write} merged, without
 * what the rows say already.
 */
final class PendingChanges {
  private final Map<Long, Integer> failedWrites;
  private final Set<Long> comparable;
  private final Map<Long, Unsaved> unsaved = new HashMap<>();

  private PendingChanges(Map<Long, Integer> failedWrites, Set<Long> comparable) {
    this.failedWrites = failedWrites;
    this.comparable = comparable;
  }

  int failedWrites(long eventId) {
    return failedWrites.getOrDefault(eventId, 0);
  }

  /** Empty if they are too many to be read. */
  Optional<Unsaved> unsaved(long eventId) {
    return comparable.contains(eventId)
        ? Optional.of(unsaved.getOrDefault(eventId, Unsaved.NONE))
        : Optional.empty();
  }

  /**
   * Reads what belongs to the journal that the counter has handed over.
   *
   * @param limit the most changes to read, of all events together
   */
  static PendingChanges read(DSLContext sql, List<CountedEvent> counted, int limit) {
    Map<Long, Integer> failedWrites = failedWrites(sql, counted);
    List<CountedEvent> comparable = comparable(counted, failedWrites, limit);
    var pending = new PendingChanges(failedWrites, new HashSet<>(ids(comparable)));
    Map<Long, Reservation> changes = changes(sql, comparable);
    Map<Long, Reservation> rows = rows(sql, changes.keySet());
    changes.forEach((id, change) -> pending.add(change, Optional.ofNullable(rows.get(id))));
    return pending;
  }

  private static Map<Long, Integer> failedWrites(DSLContext sql, List<CountedEvent> counted) {
    return sql.select(FAILED_WRITE.EVENT_ID, DSL.count())
        .from(FAILED_WRITE)
        .where(FAILED_WRITE.EVENT_ID.eq(any(ids(counted))))
        .groupBy(FAILED_WRITE.EVENT_ID)
        .fetchMap(FAILED_WRITE.EVENT_ID, DSL.count());
  }

  private static List<CountedEvent> comparable(
      List<CountedEvent> counted, Map<Long, Integer> failedWrites, int limit) {
    long[] left = {limit};
    return counted.stream()
        .filter(event -> event.unsaved().isPresent())
        .filter(
            event -> {
              long changes = event.unsavedCount() + failedWrites.getOrDefault(event.eventId(), 0);
              boolean fits = changes <= left[0];
              left[0] -= fits ? changes : 0;
              return fits;
            })
        .toList();
  }

  private static Map<Long, Reservation> changes(DSLContext sql, List<CountedEvent> comparable) {
    Map<Long, Reservation> changes = new HashMap<>();
    comparable.forEach(
        event ->
            event
                .unsaved()
                .orElseThrow()
                .forEach(change -> changes.merge(change.id(), change, Reservation::merge)));
    sql.selectFrom(FAILED_WRITE)
        .where(FAILED_WRITE.EVENT_ID.eq(any(ids(comparable))))
        .forEach(
            row ->
                changes.merge(row.getReservationId(), Rows.reservation(row), Reservation::merge));
    return changes;
  }

  /** The rows of whatever status: an old entry of the journal is no news. */
  private static Map<Long, Reservation> rows(DSLContext sql, Collection<Long> reservationIds) {
    return sql.selectFrom(RESERVATION)
        .where(RESERVATION.ID.eq(any(reservationIds)))
        .fetchMap(RESERVATION.ID, Rows::reservation);
  }

  private void add(Reservation change, Optional<Reservation> row) {
    boolean wasConfirmed = row.filter(Reservation::isConfirmed).isPresent();
    boolean willBeConfirmed =
        row.map(known -> Reservation.merge(known, change)).orElse(change).isConfirmed();
    if (wasConfirmed != willBeConfirmed) {
      Unsaved one = willBeConfirmed ? new Unsaved(1, 0) : new Unsaved(0, 1);
      unsaved.merge(change.eventId(), one, Unsaved::plus);
    }
  }

  private static List<Long> ids(List<CountedEvent> events) {
    return events.stream().map(CountedEvent::eventId).toList();
  }

  private static QuantifiedSelect<Record1<Long>> any(Collection<Long> ids) {
    return DSL.any(ids.toArray(Long[]::new));
  }
}
