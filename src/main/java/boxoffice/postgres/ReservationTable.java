package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.EVENT;
import static boxoffice.postgres.jooq.Tables.FAILED_WRITE;
import static boxoffice.postgres.jooq.Tables.RESERVATION;
import static boxoffice.postgres.jooq.Tables.USER;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.NamedReservation;
import boxoffice.reservation.Page;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReservationStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The tables {@code reservation} and {@code failed_write}, read as one. */
public final class ReservationTable implements ReservationStore {
  private static final Comparator<Reservation> NEWEST_FIRST =
      Comparator.comparing(Reservation::createdAt).thenComparingLong(Reservation::id).reversed();

  private final Database database;

  public ReservationTable(Database database) {
    this.database = database;
  }

  @Override
  public Optional<NamedReservation> find(long reservationId, Deadline deadline) {
    return snapshot(
        deadline,
        sql -> {
          Map<Long, Reservation> found = new HashMap<>();
          sql.selectFrom(FAILED_WRITE)
              .where(FAILED_WRITE.RESERVATION_ID.eq(reservationId))
              .forEach(row -> found.put(reservationId, Rows.reservation(row)));
          sql.selectFrom(RESERVATION)
              .where(RESERVATION.ID.eq(reservationId))
              .forEach(
                  row -> found.merge(reservationId, Rows.reservation(row), Reservation::merge));
          return named(sql, List.copyOf(found.values())).stream().findFirst();
        });
  }

  @Override
  public Optional<List<NamedReservation>> ofUser(
      long userId, List<Reservation> unsaved, Page page, Deadline deadline) {
    return snapshot(
        deadline,
        sql ->
            sql.fetchExists(USER, USER.ID.eq(userId))
                ? Optional.of(ofUser(sql, userId, unsaved, page))
                : Optional.empty());
  }

  private static List<NamedReservation> ofUser(
      DSLContext sql, long userId, List<Reservation> unsaved, Page page) {
    Map<Long, Reservation> found = new HashMap<>();
    unsaved.forEach(change -> found.merge(change.id(), change, Reservation::merge));
    sql.selectFrom(FAILED_WRITE)
        .where(FAILED_WRITE.USER_ID.eq(userId))
        .forEach(
            row -> found.merge(row.getReservationId(), Rows.reservation(row), Reservation::merge));
    Optional<Instant> before = createdAt(sql, page.before(), found);
    sql.selectFrom(RESERVATION)
        .where(RESERVATION.USER_ID.eq(userId))
        .and(older(page.before(), before))
        .orderBy(RESERVATION.CREATED_AT.desc(), RESERVATION.ID.desc())
        .limit(page.limit())
        .forEach(row -> found.merge(row.getId(), Rows.reservation(row), Reservation::merge));
    return named(
        sql,
        found.values().stream()
            .filter(isOlder(page.before(), before))
            .sorted(NEWEST_FIRST)
            .limit(page.limit())
            .toList());
  }

  /**
   * When the reservation was made after which the page begins; if there is none, the page begins by
   * its id alone.
   */
  private static Optional<Instant> createdAt(
      DSLContext sql, long reservationId, Map<Long, Reservation> found) {
    Reservation known = found.get(reservationId);
    if (known != null) {
      return Optional.of(known.createdAt());
    }
    return sql.select(RESERVATION.CREATED_AT)
        .from(RESERVATION)
        .where(RESERVATION.ID.eq(reservationId))
        .fetchOptional(RESERVATION.CREATED_AT);
  }

  private static Condition older(long id, Optional<Instant> createdAt) {
    return createdAt
        .map(at -> DSL.row(RESERVATION.CREATED_AT, RESERVATION.ID).lt(DSL.row(at, id)))
        .orElseGet(() -> RESERVATION.ID.lt(id));
  }

  private static Predicate<Reservation> isOlder(long id, Optional<Instant> createdAt) {
    return reservation -> {
      int compared = createdAt.map(at -> reservation.createdAt().compareTo(at)).orElse(0);
      return compared < 0 || (compared == 0 && reservation.id() < id);
    };
  }

  private static List<NamedReservation> named(DSLContext sql, List<Reservation> reservations) {
    Set<Long> eventIds =
        reservations.stream().map(Reservation::eventId).collect(Collectors.toSet());
    Map<Long, String> names =
        sql.select(EVENT.ID, EVENT.NAME)
            .from(EVENT)
            .where(EVENT.ID.eq(DSL.any(eventIds.toArray(Long[]::new))))
            .fetchMap(EVENT.ID, EVENT.NAME);
    return reservations.stream()
        .map(r -> new NamedReservation(r, names.getOrDefault(r.eventId(), "")))
        .toList();
  }

  private <T> T snapshot(Deadline deadline, Function<DSLContext, T> read) {
    return database.request(
        deadline,
        sql ->
            sql.transactionResult(
                inside -> {
                  inside
                      .dsl()
                      .execute("set transaction isolation level repeatable read, read only");
                  return read.apply(inside.dsl());
                }));
  }
}
