package boxoffice.postgres;

import static boxoffice.postgres.TestDatabase.cancelled;
import static boxoffice.postgres.TestDatabase.confirmed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.reservation.FailedWrite;
import boxoffice.reservation.Page;
import boxoffice.reservation.RecoveryTable.AttemptResult;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnavailableException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a refused row is claimed, tried and let go. */
class FailedWriteTableTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Reservation SALE = confirmed(1, 1, 1);

  private TestDatabase db;
  private FailedWriteTable table;

  @BeforeEach
  void open() {
    db = TestDatabase.migrated();
    table = new FailedWriteTable(db.database);
    table.add(db.lease, SALE, "no such user", NOW, NOW);
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void whileARowIsTriedNobodyElseTakesIt() {
    assertTrue(
        table.attemptDue(
            NOW,
            row -> {
              assertFalse(table.attemptDue(NOW, _ -> new AttemptResult.Saved()));
              return new AttemptResult.Saved();
            }));
    assertEquals(List.of(), rows());
  }

  @Test
  void anAttemptThatDiedIsMadeAgain() {
    assertThrows(
        UnavailableException.class,
        () ->
            table.attemptDue(
                NOW,
                row -> {
                  throw new UnavailableException("PostgreSQL went away");
                }));
    assertFalse(table.attemptDue(NOW, _ -> new AttemptResult.Saved()));
    assertTrue(table.attemptDue(NOW.plusSeconds(10), _ -> new AttemptResult.Saved()));
    assertEquals(List.of(), rows());
  }

  @Test
  void aCancelThatComesWhileItsSaleIsTriedStays() {
    assertTrue(
        table.attemptDue(
            NOW,
            row -> {
              table.add(db.lease, cancelled(SALE), "no such user", NOW, NOW);
              return new AttemptResult.Saved();
            }));
    assertEquals(List.of(cancelled(SALE)), rows().stream().map(FailedWrite::reservation).toList());
  }

  private List<FailedWrite> rows() {
    return table.list(Page.NEWEST, TestDatabase.soon());
  }
}
