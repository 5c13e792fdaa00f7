package boxoffice.postgres;

import static boxoffice.postgres.TestDatabase.SOLD;
import static boxoffice.postgres.TestDatabase.confirmed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.reservation.Lease;
import boxoffice.reservation.LeaseLostException;
import boxoffice.reservation.Leases.Standing;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has a lease, and what becomes of the writes of those who have none. */
class LeaseTableTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration NONE = Duration.ZERO;
  private static final Reservation SALE = confirmed(1, 1, 1);

  private static TestDatabase db;
  private static LeaseTable leases;

  @BeforeAll
  static void open() {
    db = TestDatabase.migrated();
    db.users(2);
    db.events(1, 5);
    leases = new LeaseTable(db.database);
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @BeforeEach
  void empty() {
    db.world.sql().execute("truncate lease, reservation, failed_write");
  }

  @Test
  void noTwoLeasesAreTheSame() {
    Lease one = leases.take();
    leases.giveUp(one);
    Lease other = leases.take();

    assertFalse(one.equals(other));
    assertEquals(List.of(new Standing(other, false)), leases.all(LONG));
  }

  @Test
  void aLeaseThatIsNotRenewedLapsesAndOneThatIsRenewedDoesNot() {
    Lease dead = leases.take();
    Lease living = leases.take();
    grow(dead, LONG.plusSeconds(1));
    grow(living, LONG.plusSeconds(1));
    assertTrue(leases.renew(living));

    assertEquals(List.of(new Standing(dead, true), new Standing(living, false)), leases.all(LONG));
    assertEquals(List.of(dead), leases.takeAwayLapsed(List.of(dead, living), LONG));
    assertFalse(leases.renew(dead));
    assertTrue(leases.renew(living));
  }

  @Test
  void whatIsWrittenWithoutALeaseIsRefusedAndNothingOfItStays() {
    Lease lease = leases.take();
    leases.giveUp(lease);

    assertThrows(
        LeaseLostException.class, () -> new BatchWriter(db.database).write(lease, List.of(SALE)));
    assertThrows(
        LeaseLostException.class,
        () -> new FailedWriteTable(db.database).add(lease, SALE, "no", SOLD, SOLD));
    assertEquals(0, db.world.number("select count(*) from reservation"));
    assertEquals(0, db.world.number("select count(*) from failed_write"));
  }

  @Test
  void aLeaseIsTakenAwayOnlyBetweenItsTransactions() {
    Lease lease = leases.take();
    grow(lease, LONG);
    CompletableFuture<List<Lease>> takenAway = new CompletableFuture<>();
    db.database
        .backgroundContext()
        .transaction(
            inside -> {
              LeaseTable.keep(inside.dsl(), lease);
              assertTrue(leases.renew(lease), "renewing it waits for nobody");
              grow(lease, LONG);
              Thread.ofVirtual()
                  .start(() -> takenAway.complete(leases.takeAwayLapsed(List.of(lease), NONE)));
              Await.until(LONG, "it waits", () -> waiting() > 0);
              assertFalse(takenAway.isDone());
            });
    assertEquals(List.of(lease), takenAway.join());
  }

  @Test
  void aTransactionThatFellSilentDoesNotKeepTheLeaseForLong() {
    Lease lease = leases.take();
    grow(lease, LONG);
    DataAccessException ended =
        assertThrows(
            DataAccessException.class,
            () ->
                db.database
                    .backgroundContext()
                    .transaction(
                        inside -> {
                          LeaseTable.keep(inside.dsl(), lease);
                          Await.until(SOON, "it is taken away", () -> canBeTakenAway(lease));
                        }));
    assertTrue(SqlStates.isPassing(ended), "and what it wanted to write is tried again");
  }

  private static boolean canBeTakenAway(Lease lease) {
    try {
      return leases.takeAwayLapsed(List.of(lease), NONE).contains(lease);
    } catch (UnavailableException e) {
      return false;
    }
  }

  private static long waiting() {
    return db.world.number("select count(*) from pg_locks where not granted");
  }

  /** Makes it look as if it had not been renewed for so long. */
  private static void grow(Lease lease, Duration age) {
    db.world
        .sql()
        .execute(
            "update lease set renewed_at = now() - make_interval(secs => ?) where id = ?",
            age.toSeconds(),
            lease.id());
  }
}
