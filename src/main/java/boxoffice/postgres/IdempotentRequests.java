package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.IDEMPOTENT_REQUEST;
import static java.util.Objects.requireNonNull;

import boxoffice.reservation.CreateOutcome;
import boxoffice.reservation.CreationKey;
import boxoffice.reservation.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.DSL;

/**
 * The table {@code idempotent_request}: what was created under which key.
 *
 * <p>The row and what it stands for come into being in one transaction, so one is never there
 * without the other, whoever dies and whatever answer is lost. Who comes with a key that is being
 * used finds its advisory lock taken and is told so, rather than waiting. Two keys whose locks
 * happen to be the same are told so too, which is needless and harmless.
 */
public final class IdempotentRequests implements Runnable {
  private static final int REMOVED_AT_ONCE = 5_000;

  private final Database database;
  private final Duration life;
  private final Tally<CreateOutcome.Kind> outcomes = new Tally<>(CreateOutcome.Kind.class);

  /**
   * @param life how long what was created is remembered
   */
  public IdempotentRequests(Database database, Duration life) {
    this.database = database;
    this.life = life;
  }

  /**
   * Creates it, unless that has been done.
   *
   * @param sql outside of any transaction
   * @param create gives its id
   */
  CreateOutcome<Long> once(DSLContext sql, CreationKey key, ToLongFunction<DSLContext> create) {
    CreateOutcome<Long> outcome =
        sql.transactionResult(transaction -> onceInside(transaction.dsl(), key, create));
    outcomes.count(outcome.kind());
    return outcome;
  }

  private CreateOutcome<Long> onceInside(
      DSLContext sql, CreationKey key, ToLongFunction<DSLContext> create) {
    if (!lock(sql, key)) {
      return new CreateOutcome.KeyInUse<>();
    }
    Optional<Record2<String, Long>> before = find(sql, key);
    if (before.isEmpty()) {
      long id = create.applyAsLong(sql);
      remember(sql, key, id);
      return new CreateOutcome.Created<>(id, false);
    }
    return before.get().value1().equals(key.payloadDigest())
        ? new CreateOutcome.Created<>(before.get().value2(), true)
        : new CreateOutcome.KeyReused<>();
  }

  /** How requests with a key came out since the start. */
  public Tally<CreateOutcome.Kind> outcomes() {
    return outcomes;
  }

  /** Until the end of the transaction. */
  private static boolean lock(DSLContext sql, CreationKey key) {
    Field<Boolean> locked =
        DSL.field(
            "pg_try_advisory_xact_lock(hashtextextended({0}, 0))",
            Boolean.class, DSL.val(key.keyDigest()));
    return requireNonNull(sql.select(locked).fetchSingle().value1());
  }

  private Optional<Record2<String, Long>> find(DSLContext sql, CreationKey key) {
    return sql.select(IDEMPOTENT_REQUEST.PAYLOAD_DIGEST, IDEMPOTENT_REQUEST.CREATED_ID)
        .from(IDEMPOTENT_REQUEST)
        .where(IDEMPOTENT_REQUEST.KEY_DIGEST.eq(key.keyDigest()))
        .and(IDEMPOTENT_REQUEST.CREATED_AT.gt(oldest()))
        .fetchOptional();
  }

  /** In place of one that is too old, if there is one. */
  private static void remember(DSLContext sql, CreationKey key, long id) {
    sql.insertInto(IDEMPOTENT_REQUEST)
        .set(IDEMPOTENT_REQUEST.KEY_DIGEST, key.keyDigest())
        .set(IDEMPOTENT_REQUEST.PAYLOAD_DIGEST, key.payloadDigest())
        .set(IDEMPOTENT_REQUEST.CREATED_ID, id)
        .set(IDEMPOTENT_REQUEST.CREATED_AT, now())
        .onConflict(IDEMPOTENT_REQUEST.KEY_DIGEST)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  /** Removes what is too old, some at a time. */
  @Override
  public void run() {
    int removed = REMOVED_AT_ONCE;
    while (removed == REMOVED_AT_ONCE) {
      removed =
          database.background(
              sql ->
                  sql.deleteFrom(IDEMPOTENT_REQUEST)
                      .where(
                          IDEMPOTENT_REQUEST.KEY_DIGEST.in(
                              DSL.select(IDEMPOTENT_REQUEST.KEY_DIGEST)
                                  .from(IDEMPOTENT_REQUEST)
                                  .where(IDEMPOTENT_REQUEST.CREATED_AT.le(oldest()))
                                  .limit(REMOVED_AT_ONCE)))
                      .and(IDEMPOTENT_REQUEST.CREATED_AT.le(oldest()))
                      .execute());
    }
  }

  private Field<Instant> oldest() {
    return DSL.field(
        "now() - {0} * interval '1 millisecond'", Instant.class, DSL.val(life.toMillis()));
  }

  /** By the clock of PostgreSQL, the only one that all instances share. */
  private static Field<Instant> now() {
    return DSL.field("now()", Instant.class);
  }
}
