package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.LEASE;

import boxoffice.reservation.Lease;
import boxoffice.reservation.LeaseLostException;
import boxoffice.reservation.Leases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;

/** The table {@code lease}. All times are PostgreSQL's own, so no two clocks are compared. */
public final class LeaseTable implements Leases {
  /**
   * PostgreSQL ends a transaction under a lease that is silent for so long: its instance is frozen,
   * and the others could neither write the same events nor take the lease away.
   */
  private static final Field<String> SILENCE_ENDS_IT =
      DSL.function(
          "set_config",
          String.class,
          DSL.inline("idle_in_transaction_session_timeout"),
          DSL.inline("2s"),
          DSL.inline(true));

  private final Database database;

  public LeaseTable(Database database) {
    this.database = database;
  }

  /**
   * Sees that the lease is there, and that nobody takes it away before the transaction ends.
   * Renewing it goes on: the lock is the weakest, which only a deletion waits for.
   *
   * @throws LeaseLostException when it is not
   */
  static void keep(DSLContext transaction, Lease lease) {
    Optional<Long> found =
        transaction
            .select(LEASE.ID, SILENCE_ENDS_IT)
            .from(LEASE)
            .where(LEASE.ID.eq(lease.id()))
            .forKeyShare()
            .fetchOptional(LEASE.ID);
    if (found.isEmpty()) {
      throw new LeaseLostException(lease);
    }
  }

  @Override
  public Lease take() {
    return database.request(
        sql ->
            new Lease(
                sql.insertInto(LEASE)
                    .set(LEASE.RENEWED_AT, DSL.currentInstant())
                    .returning(LEASE.ID)
                    .fetchSingle(LEASE.ID)));
  }

  @Override
  public boolean renew(Lease lease) {
    return database.request(
        sql ->
            sql.update(LEASE)
                    .set(LEASE.RENEWED_AT, DSL.currentInstant())
                    .where(LEASE.ID.eq(lease.id()))
                    .execute()
                == 1);
  }

  @Override
  public void giveUp(Lease lease) {
    database.request(sql -> sql.deleteFrom(LEASE).where(LEASE.ID.eq(lease.id())).execute());
  }

  @Override
  public List<Standing> all(Duration lapse) {
    Field<Boolean> lapsed = DSL.field(lapsed(lapse));
    return database.request(
        sql ->
            sql.select(LEASE.ID, lapsed)
                .from(LEASE)
                .orderBy(LEASE.ID)
                .fetch(row -> new Standing(new Lease(row.value1()), row.value2())));
  }

  @Override
  public List<Lease> takeAwayLapsed(Duration lapse) {
    return database.request(
        sql ->
            sql.deleteFrom(LEASE)
                .where(lapsed(lapse))
                .returning(LEASE.ID)
                .fetch(row -> new Lease(row.getId())));
  }

  private static Condition lapsed(Duration lapse) {
    return LEASE.RENEWED_AT.lt(DSL.currentInstant().minus(DayToSecond.valueOf(lapse)));
  }
}
