package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.RESERVATION;

import boxoffice.postgres.jooq.tables.records.FailedWriteRecord;
import boxoffice.postgres.jooq.tables.records.ReservationRecord;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

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
        row.getModifiedAt(),
        Optional.ofNullable(row.getKeyDigest()));
  }

  static Reservation reservation(FailedWriteRecord row) {
    return new Reservation(
        row.getReservationId(),
        row.getEventId(),
        row.getUserId(),
        Status.valueOf(row.getStatus()),
        row.getCreatedAt(),
        row.getModifiedAt(),
        Optional.ofNullable(row.getKeyDigest()));
  }

  /**
   * The changes as a table named {@code change}: one array a column, so that the statement is the
   * same for any number of them. Times go as microseconds, which cost less to write and to read
   * than dates.
   */
  static Table<?> table(List<Reservation> changes) {
    return DSL.table(
            "unnest({0}, {1}, {2}, {3}, {4}, {5}, {6})",
            numbers(changes, Reservation::id),
            numbers(changes, Reservation::eventId),
            numbers(changes, Reservation::userId),
            texts(changes, change -> change.status().name()),
            numbers(changes, change -> micros(change.createdAt())),
            numbers(changes, change -> micros(change.modifiedAt())),
            texts(changes, change -> change.keyDigest().orElse(null)))
        .as(
            "change",
            "id",
            "event_id",
            "user_id",
            "status",
            "created_at",
            "modified_at",
            "key_digest");
  }

  /** The field of {@link #table} for this column of the reservation. */
  static <T> Field<T> change(Field<T> column) {
    Field<T> field = DSL.field(DSL.name("change", column.getName()), column.getDataType());
    return column.getType() == Instant.class
        ? DSL.field(
            "timestamptz 'epoch' + {0} * interval '1 microsecond'", column.getDataType(), field)
        : field;
  }

  static final List<Field<?>> COLUMNS =
      List.of(
          RESERVATION.ID,
          RESERVATION.EVENT_ID,
          RESERVATION.USER_ID,
          RESERVATION.STATUS,
          RESERVATION.CREATED_AT,
          RESERVATION.MODIFIED_AT,
          RESERVATION.KEY_DIGEST);

  private static Field<Long[]> numbers(
      List<Reservation> changes, ToLongFunction<Reservation> number) {
    return DriverArray.of(changes.stream().mapToLong(number).boxed().toArray(Long[]::new));
  }

  private static Field<String[]> texts(
      List<Reservation> changes, Function<Reservation, @Nullable String> text) {
    return DriverArray.of(changes.stream().map(text).toArray(String[]::new));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
