package boxoffice.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.reservation.SavedReservations;
import boxoffice.reservation.Status;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That the books tell what is wrong, which no rush on this service shows. */
class BooksTest {
  private final Ledger ledger = new Ledger();

  @Test
  void whatIsThereIsNotLost() {
    ledger.reserved(1);
    reservedAndCancelled(2);
    Books books = count(2, Map.of(1L, Status.CONFIRMED, 2L, Status.CANCELLED));
    assertEquals(new Books(1, 1, 1, 1, 0, 0, 0), books);
    assertTrue(books.allAreHome());
  }

  @Test
  void aPromiseWithoutItsRowIsLost() {
    ledger.reserved(1);
    ledger.reserved(2);
    ledger.reserved(3);
    Books books = count(3, Map.of(1L, Status.CONFIRMED, 2L, Status.CANCELLED));
    assertEquals(2, books.lost());
    assertFalse(books.allAreHome());
  }

  @Test
  void aCancelThatDidNotReachPostgresIsNotHome() {
    reservedAndCancelled(1);
    assertFalse(count(1, Map.of()).allAreHome());
    Books books = count(1, Map.of(1L, Status.CONFIRMED));
    assertEquals(1, books.cameBack());
    assertFalse(books.allAreHome());
  }

  @Test
  void rowsThatNobodyWasPromisedAreCounted() {
    ledger.reserved(1);
    Books books = count(1, Map.of(1L, Status.CONFIRMED, 9L, Status.CONFIRMED));
    assertEquals(1, books.unpromised());
    assertEquals(1, books.oversold());
  }

  @Test
  void whoeverHeardThatThereIsNoSuchReservationStillCountsOnIt() {
    ledger.reserved(1);
    ledger.cancelling(1);
    ledger.stillHeld(1);
    assertEquals(1, count(1, Map.of()).lost());
  }

  private void reservedAndCancelled(long reservationId) {
    ledger.reserved(reservationId);
    ledger.cancelling(reservationId);
    ledger.cancelled(reservationId);
  }

  private Books count(int tickets, Map<Long, Status> rows) {
    return Books.count(ledger, 1, tickets, new Rows(rows));
  }

  private record Rows(Map<Long, Status> rows) implements SavedReservations {
    @Override
    public Map<Long, Status> statuses(Collection<Long> ids) {
      return ids.stream().filter(rows::containsKey).collect(Collectors.toMap(id -> id, rows::get));
    }

    @Override
    public Set<Long> confirmed(long eventId) {
      return rows.entrySet().stream()
          .filter(row -> row.getValue() == Status.CONFIRMED)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }
  }
}
