package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.FAILED_WRITE;

import boxoffice.postgres.jooq.tables.records.FailedWriteRecord;
import boxoffice.reservation.FailedWrite;
import boxoffice.reservation.Page;
import boxoffice.reservation.RecoveryTable;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import boxoffice.reservation.UnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;

/** The table {@code failed_write}. */
public final class FailedWriteTable implements RecoveryTable {
  private final Database database;

  public FailedWriteTable(Database database) {
    this.database = database;
  }

  @Override
  public void add(Reservation change, String error, Instant now, Instant nextAttemptAt) {
    database.background(
        sql ->
            sql.insertInto(FAILED_WRITE)
                .set(row(change, error, now, nextAttemptAt))
                .onConflict(FAILED_WRITE.RESERVATION_ID)
                .doUpdate()
                // The rule by which reservations merge: CANCELLED beats CONFIRMED.
                .set(FAILED_WRITE.STATUS, change.status().name())
                .set(FAILED_WRITE.MODIFIED_AT, change.modifiedAt())
                .set(FAILED_WRITE.ERROR, error)
                .where(FAILED_WRITE.STATUS.eq(Status.CONFIRMED.name()))
                .execute());
  }

  private static FailedWriteRecord row(
      Reservation change, String error, Instant now, Instant nextAttemptAt) {
    return new FailedWriteRecord(
        change.id(),
        change.userId(),
        change.eventId(),
        change.status().name(),
        change.createdAt(),
        change.modifiedAt(),
        error,
        1,
        now,
        nextAttemptAt,
        false);
  }

  @Override
  public List<Reservation> cancelsOf(Collection<Long> eventIds) {
    return database.background(
        sql ->
            sql.selectFrom(FAILED_WRITE)
                .where(FAILED_WRITE.EVENT_ID.eq(DSL.any(eventIds.toArray(Long[]::new))))
                .and(FAILED_WRITE.STATUS.eq(Status.CANCELLED.name()))
                .fetch(Rows::reservation));
  }

  @Override
  public List<FailedWrite> list(Page page) {
    return database.request(
        sql ->
            sql.selectFrom(FAILED_WRITE)
                .where(FAILED_WRITE.RESERVATION_ID.lt(page.before()))
                .orderBy(FAILED_WRITE.RESERVATION_ID.desc())
                .limit(page.limit())
                .fetch(FailedWriteTable::failedWrite));
  }

  @Override
  public boolean attemptDue(Instant now, Attempt attempt) {
    return claim(
            sql ->
                sql.selectFrom(FAILED_WRITE)
                    .where(FAILED_WRITE.NEXT_ATTEMPT_AT.le(now))
                    .orderBy(FAILED_WRITE.NEXT_ATTEMPT_AT)
                    .limit(1),
            attempt)
        .isPresent();
  }

  @Override
  public Optional<AttemptResult> attempt(long reservationId, Attempt attempt) {
    Optional<AttemptResult> result =
        claim(
            sql ->
                sql.selectFrom(FAILED_WRITE).where(FAILED_WRITE.RESERVATION_ID.eq(reservationId)),
            attempt);
    if (result.isEmpty() && isThere(reservationId)) {
      throw new UnavailableException("reservation " + reservationId + " is being tried right now");
    }
    return result;
  }

  private boolean isThere(long reservationId) {
    return database.background(
        sql -> sql.fetchExists(FAILED_WRITE, FAILED_WRITE.RESERVATION_ID.eq(reservationId)));
  }

  /**
   * The attempt has a transaction of its own, which is committed before the row leaves; a crash in
   * between repeats it.
   */
  private Optional<AttemptResult> claim(
      Function<DSLContext, SelectForUpdateStep<FailedWriteRecord>> select, Attempt attempt) {
    return database.background(
        sql ->
            sql.transactionResult(
                inside ->
                    select
                        .apply(inside.dsl())
                        .forUpdate()
                        .skipLocked()
                        .fetchOptional()
                        .map(row -> settle(inside.dsl(), row, attempt.run(failedWrite(row))))));
  }

  private static AttemptResult settle(DSLContext sql, FailedWriteRecord row, AttemptResult result) {
    switch (result) {
      case AttemptResult.Saved saved ->
          sql.deleteFrom(FAILED_WRITE)
              .where(FAILED_WRITE.RESERVATION_ID.eq(row.getReservationId()))
              .execute();
      case AttemptResult.Refused(String error, Instant nextAttemptAt, boolean flagged) ->
          sql.update(FAILED_WRITE)
              .set(FAILED_WRITE.ERROR, error)
              .set(FAILED_WRITE.ATTEMPTS, FAILED_WRITE.ATTEMPTS.plus(1))
              .set(FAILED_WRITE.NEXT_ATTEMPT_AT, nextAttemptAt)
              .set(FAILED_WRITE.FLAGGED, flagged)
              .where(FAILED_WRITE.RESERVATION_ID.eq(row.getReservationId()))
              .execute();
    }
    return result;
  }

  private static FailedWrite failedWrite(FailedWriteRecord row) {
    return new FailedWrite(
        Rows.reservation(row),
        row.getError(),
        row.getAttempts(),
        row.getFailedAt(),
        row.getNextAttemptAt(),
        row.getFlagged());
  }
}
