package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.RESERVATION;

import boxoffice.postgres.jooq.tables.records.FailedWriteRecord;
import boxoffice.postgres.jooq.tables.records.ReservationRecord;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Reservations to rows and back. */
final class Rows {
  private Rows() {}

  static Reservation reservation(ReservationRecord row) {
    return new Reservation(
        row.getId(),
        row.getEventId(),
        row.getUserId(),
        Status.valueOf(row.getStatus()),
        row.getCreatedAt(),
        row.getModifiedAt());
  }

  static Reservation reservation(FailedWriteRecord row) {
    return new Reservation(
        row.getReservationId(),
        row.getEventId(),
        row.getUserId(),
        Status.valueOf(row.getStatus()),
        row.getCreatedAt(),
        row.getModifiedAt());
  }

  /**
   * The changes as a table named {@code change}: one array a column, so that the statement is the
   * same for any number of them.
   */
  static Table<?> table(List<Reservation> batch) {
    return DSL.table(
            "unnest({0}, {1}, {2}, {3}, {4}, {5})",
            column(batch, Reservation::id, Long[]::new, "bigint[]"),
            column(batch, Reservation::eventId, Long[]::new, "bigint[]"),
            column(batch, Reservation::userId, Long[]::new, "bigint[]"),
            column(batch, change -> change.status().name(), String[]::new, "text[]"),
            column(
                batch, change -> utc(change.createdAt()), OffsetDateTime[]::new, "timestamptz[]"),
            column(
                batch, change -> utc(change.modifiedAt()), OffsetDateTime[]::new, "timestamptz[]"))
        .as("change", "id", "event_id", "user_id", "status", "created_at", "modified_at");
  }

  /** The field of {@link #table} for this column of the reservation. */
  static <T> Field<T> change(Field<T> column) {
    return DSL.field(DSL.name("change", column.getName()), column.getDataType());
  }

  static final List<Field<?>> COLUMNS =
      List.of(
          RESERVATION.ID,
          RESERVATION.EVENT_ID,
          RESERVATION.USER_ID,
          RESERVATION.STATUS,
          RESERVATION.CREATED_AT,
          RESERVATION.MODIFIED_AT);

  private static <T> Field<?> column(
      List<Reservation> changes,
      Function<Reservation, T> value,
      IntFunction<T[]> array,
      String type) {
    return DSL.field("{0}::" + type, DSL.val(changes.stream().map(value).toArray(array)));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
