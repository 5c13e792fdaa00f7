package boxoffice.postgres;

import static boxoffice.postgres.TestDatabase.cancelled;
import static boxoffice.postgres.TestDatabase.confirmed;
import static boxoffice.postgres.jooq.Tables.RESERVATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReservationWriter.RefusedException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchWriterTest {
  private static TestDatabase db;
  private static BatchWriter writer;

  @BeforeAll
  static void open() {
    db = TestDatabase.migrated();
    db.users(10);
    writer = new BatchWriter(db.database);
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @BeforeEach
  void empty() {
    db.empty();
    db.events(3, 2);
  }

  @Test
  void aSaleTakesATicketAndItsCancelGivesItBack() {
    Reservation sale = confirmed(1, 1, 1);
    writer.write(db.lease, List.of(sale));
    assertEquals("CONFIRMED", status(sale));
    assertEquals(1, db.available(1));
    writer.write(db.lease, List.of(cancelled(sale)));
    assertEquals("CANCELLED", status(sale));
    assertEquals(2, db.available(1));
  }

  @Test
  void theRowTellsWhenTheTicketWasSoldAndWhenItWasCancelled() {
    Reservation sale = confirmed(1, 1, 1);
    writer.write(db.lease, List.of(sale));
    writer.write(db.lease, List.of(cancelled(sale)));
    Reservation row =
        db.database
            .background(sql -> sql.selectFrom(RESERVATION).fetch())
            .map(Rows::reservation)
            .getFirst();
    assertEquals(cancelled(sale), row);
  }

  @Test
  void theCancelThatOvertakesItsInsertStays() {
    Reservation sale = confirmed(1, 1, 1);
    writer.write(db.lease, List.of(cancelled(sale)));
    assertEquals("CANCELLED", status(sale));
    assertEquals(2, db.available(1));
    writer.write(db.lease, List.of(sale));
    assertEquals("CANCELLED", status(sale));
    assertEquals(2, db.available(1));
  }

  @Test
  void aCancelAndTheNextBuyerOfItsTicketGoInOneBatchInAnyOrder() {
    Reservation first = confirmed(1, 1, 1);
    Reservation second = confirmed(2, 1, 2);
    writer.write(db.lease, List.of(first, second));
    Reservation third = confirmed(3, 1, 3);
    Reservation again = confirmed(4, 1, 1);
    writer.write(db.lease, List.of(again, third, cancelled(first), cancelled(second)));
    assertEquals(0, db.available(1));
    assertEquals("CONFIRMED", status(again));
    assertEquals("CONFIRMED", status(third));
  }

  @Test
  void anIdOfAnotherUserIsRefusedLoudlyAndChangesNothing() {
    writer.write(db.lease, List.of(confirmed(1, 1, 1)));
    refused("another user or event", confirmed(1, 1, 2));
    refused("another user or event", cancelled(confirmed(1, 1, 2)));
    refused("another user or event", confirmed(2, 1, 3), cancelled(confirmed(1, 1, 2)));
  }

  @Test
  void anIdOfAnotherEventIsRefusedLoudlyAndChangesNothing() {
    db.world
        .sql()
        .execute(
            "insert into event (id, name, total_tickets, available_tickets, version)"
                + " values (17, 'Event', 2, 2, 0)");
    Reservation here = confirmed(1, 1, 1);
    writer.write(db.lease, List.of(here));
    Reservation elsewhere =
        new Reservation(here.id(), 17, 1, here.status(), here.createdAt(), here.modifiedAt());
    refused("another user or event", elsewhere);
    refused("another user or event", cancelled(elsewhere));
  }

  @Test
  void aSecondTicketOfTheSameUserIsARefusal() {
    writer.write(db.lease, List.of(confirmed(1, 1, 1)));
    refused("reservation_confirmed", confirmed(2, 1, 1));
  }

  @Test
  void aTicketTooManyIsARefusal() {
    writer.write(db.lease, List.of(confirmed(1, 1, 1), confirmed(2, 1, 2)));
    refused("event_available_range", confirmed(3, 1, 3));
  }

  @Test
  void aMissingUserAMissingEventAndAForeignPartitionAreRefusals() {
    refused("reservation_user_fk", confirmed(1, 1, 99));
    refused("reservation_event_fk", confirmed(1, 99, 1));
    Reservation sale = confirmed(1, 1, 1);
    refused(
        "reservation_partition",
        new Reservation(sale.id() + 1, 1, 1, sale.status(), sale.createdAt(), sale.modifiedAt()));
  }

  @Test
  void aRefusedRowTakesItsWholeBatchAlong() {
    refused("reservation_user_fk", confirmed(1, 1, 1), confirmed(2, 2, 99));
    assertEquals(0, db.world.number("select count(*) from reservation"));
  }

  private static void refused(String why, Reservation... changes) {
    String before = db.contents();
    var refusal =
        assertThrows(RefusedException.class, () -> writer.write(db.lease, List.of(changes)));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains(why), () -> "said: " + refusal.getMessage());
    assertEquals(before, db.contents());
  }

  private static Object status(Reservation reservation) {
    return db.world
        .sql()
        .fetchValue("select status from reservation where id = ?", reservation.id());
  }
}
