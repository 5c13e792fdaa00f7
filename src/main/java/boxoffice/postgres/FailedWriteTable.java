package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.FAILED_WRITE;

import boxoffice.postgres.jooq.tables.records.FailedWriteRecord;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.FailedWrite;
import boxoffice.reservation.Lease;
import boxoffice.reservation.Page;
import boxoffice.reservation.RecoveryTable;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The table {@code failed_write}. */
public final class FailedWriteTable implements RecoveryTable {
  /** While a row is tried, it is put off for so long: if we die meanwhile, it is due again then. */
  private static final Duration CLAIM = Duration.ofSeconds(10);

  private final Database database;

  public FailedWriteTable(Database database) {
    this.database = database;
  }

  @Override
  public void add(
      Lease lease, Reservation change, String error, Instant now, Instant nextAttemptAt) {
    database.background(
        sql ->
            sql.transactionResult(
                inside -> {
                  LeaseTable.keep(inside.dsl(), lease);
                  return add(inside.dsl(), change, row(change, error, now, nextAttemptAt));
                }));
  }

  private static int add(DSLContext sql, Reservation change, FailedWriteRecord row) {
    return sql.insertInto(FAILED_WRITE)
        .set(row)
        .onConflict(FAILED_WRITE.RESERVATION_ID)
        .doUpdate()
        // The rule by which reservations merge: CANCELLED beats CONFIRMED.
        .set(FAILED_WRITE.STATUS, change.status().name())
        .set(FAILED_WRITE.MODIFIED_AT, change.modifiedAt())
        .set(FAILED_WRITE.ERROR, row.getError())
        .where(FAILED_WRITE.STATUS.eq(Status.CONFIRMED.name()))
        .execute();
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
        false,
        change.keyDigest().orElse(null));
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
  public List<FailedWrite> list(Page page, Deadline deadline) {
    return database.request(
        deadline,
        sql ->
            sql.selectFrom(FAILED_WRITE)
                .where(FAILED_WRITE.RESERVATION_ID.lt(page.before()))
                .orderBy(FAILED_WRITE.RESERVATION_ID.desc())
                .limit(page.limit())
                .fetch(FailedWriteTable::failedWrite));
  }

  /** How many rows there are. */
  public Census census(Deadline deadline) {
    return database.request(
        deadline,
        sql ->
            sql.select(DSL.count(), DSL.count().filterWhere(FAILED_WRITE.FLAGGED))
                .from(FAILED_WRITE)
                .fetchSingle(row -> new Census(row.value1(), row.value2())));
  }

  /**
   * How many rows there are.
   *
   * @param flagged of these, those that an operator should look at
   */
  public record Census(int waiting, int flagged) {}

  @Override
  public boolean attemptDue(Instant now, Attempt attempt) {
    Optional<FailedWriteRecord> due = database.background(sql -> claimDue(sql, now));
    due.ifPresent(row -> settle(row, attempt.run(failedWrite(row))));
    return due.isPresent();
  }

  /** Without holding a lock during the attempt, for which others would have to wait. */
  private static Optional<FailedWriteRecord> claimDue(DSLContext sql, Instant now) {
    return sql.update(FAILED_WRITE)
        .set(FAILED_WRITE.NEXT_ATTEMPT_AT, now.plus(CLAIM))
        .where(
            FAILED_WRITE.RESERVATION_ID.eq(
                DSL.select(FAILED_WRITE.RESERVATION_ID)
                    .from(FAILED_WRITE)
                    .where(FAILED_WRITE.NEXT_ATTEMPT_AT.le(now))
                    .orderBy(FAILED_WRITE.NEXT_ATTEMPT_AT)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()))
        .returning()
        .fetchOptional();
  }

  @Override
  public Optional<AttemptResult> attempt(long reservationId, Attempt attempt) {
    return database
        .background(
            sql ->
                sql.selectFrom(FAILED_WRITE)
                    .where(FAILED_WRITE.RESERVATION_ID.eq(reservationId))
                    .fetchOptional())
        .map(row -> settle(row, attempt.run(failedWrite(row))));
  }

  /**
   * The attempt has been committed before the row leaves; a crash in between repeats it. A cancel
   * that came into the row meanwhile has not been tried, and stays.
   */
  private AttemptResult settle(FailedWriteRecord tried, AttemptResult result) {
    database.background(
        sql ->
            switch (result) {
              case AttemptResult.Saved saved ->
                  sql.deleteFrom(FAILED_WRITE)
                      .where(FAILED_WRITE.RESERVATION_ID.eq(tried.getReservationId()))
                      .and(FAILED_WRITE.STATUS.eq(tried.getStatus()))
                      .execute();
              case AttemptResult.Refused(String error, Instant nextAttemptAt, boolean flagged) ->
                  sql.update(FAILED_WRITE)
                      .set(FAILED_WRITE.ERROR, error)
                      .set(FAILED_WRITE.ATTEMPTS, FAILED_WRITE.ATTEMPTS.plus(1))
                      .set(FAILED_WRITE.NEXT_ATTEMPT_AT, nextAttemptAt)
                      .set(FAILED_WRITE.FLAGGED, flagged)
                      .where(FAILED_WRITE.RESERVATION_ID.eq(tried.getReservationId()))
                      .execute();
            });
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
