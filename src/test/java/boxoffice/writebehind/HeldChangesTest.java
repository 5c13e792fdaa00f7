package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is acknowledged stays until it is saved, whatever else is held beside it. */
class HeldChangesTest {
  private static final Instant SOLD = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final Reservation SALE = new Reservation(17, 1, 5, Status.CONFIRMED, SOLD, SOLD);
  private static final Reservation CANCEL = SALE.cancelledAt(SOLD.plusSeconds(1));

  private final HeldChanges held = new HeldChanges();

  private Set<Reservation> held() {
    return Set.copyOf(held.of(1));
  }

  @Test
  void whatIsHeldForNowIsLetGo() {
    Runnable letGo = held.holdForNow(List.of(CANCEL));
    assertEquals(Set.of(CANCEL), held());
    letGo.run();
    assertEquals(Set.of(), held());
  }

  @Test
  void whatTwoHoldForNowStaysUntilBothLetItGo() {
    Runnable one = held.holdForNow(List.of(CANCEL));
    Runnable other = held.holdForNow(List.of(CANCEL));
    one.run();
    assertEquals(Set.of(CANCEL), held());
    other.run();
    assertEquals(Set.of(), held());
  }

  @Test
  void aCancelThatIsAcknowledgedWhileItIsWrittenForNowIsNewsAndStays() {
    held.hold(SALE);
    Runnable letGo = held.holdForNow(List.of(CANCEL));
    assertTrue(held.hold(CANCEL), "it goes on the queue");
    letGo.run();
    assertEquals(Set.of(CANCEL), held());
  }

  @Test
  void aSaleStaysWhenItsCancelIsLetGo() {
    held.hold(SALE);
    Runnable letGo = held.holdForNow(List.of(CANCEL));
    assertEquals(Set.of(CANCEL), held(), "CANCELLED beats CONFIRMED");
    letGo.run();
    assertEquals(Set.of(SALE), held());
  }

  @Test
  void aSavedSaleDoesNotTakeItsUnsavedCancelAlong() {
    held.hold(SALE);
    held.hold(CANCEL);
    held.release(SALE);
    assertEquals(Set.of(CANCEL), held());
    held.release(CANCEL);
    assertEquals(Set.of(), held());
  }

  @Test
  void theOldestAreHandedOverByTheirIdsEachAsItIsWhenItsTurnComes() {
    Instant later = SOLD.plusSeconds(10);
    // Of three partitions.
    List<Reservation> sales =
        List.of(sale(49, SOLD), sale(18, SOLD), sale(33, SOLD), sale(51, SOLD));
    sales.forEach(held::hold);
    held.hold(sale(65, later));
    List<List<Reservation>> batches = new ArrayList<>();
    held.olderThan(Duration.ofSeconds(5), later, 1)
        .forEach(
            batch -> {
              if (batches.isEmpty()) {
                held.release(sale(33, SOLD));
                held.hold(sale(49, SOLD).cancelledAt(later));
              }
              batches.add(batch);
            });
    assertEquals(
        List.of(
            List.of(sale(18, SOLD)),
            List.of(sale(49, SOLD).cancelledAt(later)),
            List.of(sale(51, SOLD))),
        batches);
  }

  private static Reservation sale(long id, Instant at) {
    return new Reservation(id, 1, 5, Status.CONFIRMED, at, at);
  }
}
