package boxoffice.postgres;

import static boxoffice.postgres.TestDatabase.confirmed;
import static boxoffice.postgres.jooq.Tables.EVENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.Promised;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody waits for long: not for a slow PostgreSQL, and not for one who holds a lock. */
class StandstillTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration LOCKED_FOR_AT_MOST = Duration.ofSeconds(2);

  private static TestDatabase db;

  @BeforeAll
  static void open() {
    db = TestDatabase.migrated();
    db.events(1, 10);
    db.users(10);
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @Test
  void manyQuickStatementsTogetherAreBoundToo() {
    long begin = System.nanoTime();
    assertThrows(
        UnavailableException.class,
        () -> db.database.request(Deadline.after(PATIENCE), StandstillTest::slowly));
    Promised.within(PATIENCE, "quick statements that take long together are given up", begin);
    for (int n = 0; n < 20; n++) { // more than there are connections
      assertEquals(
          1, db.database.<Integer>request(TestDatabase.soon(), sql -> sql.selectOne().execute()));
    }
  }

  /** A tenth of a second each, and three seconds together. */
  private static int slowly(DSLContext sql) {
    for (int n = 0; n < 30; n++) {
      sql.execute("select pg_sleep(0.1)");
    }
    return 30;
  }

  @Test
  void whoStandsStillInATransactionLosesIt() {
    var locked = new CountDownLatch(1);
    var written = new CountDownLatch(1);
    CompletableFuture<Integer> standingStill =
        CompletableFuture.supplyAsync(
            () ->
                db.database.background(
                    sql ->
                        sql.transactionResult(
                            inside -> {
                              inside.dsl().selectFrom(EVENT).forUpdate().execute();
                              locked.countDown();
                              written.await();
                              return inside.dsl().selectOne().execute();
                            })));
    awaitUninterrupted(locked);
    long begin = System.nanoTime();
    new BatchWriter(db.database).write(db.lease, List.of(confirmed(1, 1, 1)));
    Promised.within(LOCKED_FOR_AT_MOST, "who stands still with a lock loses it", begin);
    written.countDown();
    assertInstanceOf(
        UnavailableException.class,
        assertThrows(CompletionException.class, standingStill::join).getCause());
    assertEquals(9, db.available(1));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
