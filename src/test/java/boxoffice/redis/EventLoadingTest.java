package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.reservation.Partition;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event comes on sale from what PostgreSQL, the journal and the recovery table say together. */
class EventLoadingTest {
  @AutoClose private static TestApp app;
  private long event;
  private long kim;
  private long lee;

  @BeforeAll
  static void begin() {
    app = TestApp.start();
  }

  @BeforeEach
  void createEvent() {
    event = app.newEvent(5);
    kim = app.newUser();
    lee = app.newUser();
  }

  private void drain() {
    eventually("the journal drains", () -> Rush.unsaved(app.world().redis()) == 0);
  }

  private void unload() {
    app.world().redis().unlink(Keys.event(Partition.ofEvent(event), event));
  }

  /** An id that no block hands out. */
  private long strangeId() {
    return Partition.reservationId((1L << 40) + kim, Partition.ofEvent(event));
  }

  private void refused(long id, long user, String status) {
    app.world()
        .sql()
        .execute(
            "insert into failed_write values (?, ?, ?, ?, now(), now(), 'refused', 1, now(),"
                + " now() + interval '1 hour', false)",
            id,
            user,
            event,
            status);
  }

  @Test
  void savedReservationsHoldTheirTicketsAgain() {
    long id = app.reserved(event, kim);
    drain();
    unload();

    assertEquals(409, app.reserve(event, kim).statusCode());
    assertEquals(4, app.available(event));
    assertEquals(200, app.cancel(id).statusCode());
    assertEquals(5, app.available(event));
  }

  @Test
  void unsavedReservationsAndCancelsCount() {
    long saved = app.reserved(event, kim);
    drain();
    try (HeldUpWrites _ = new HeldUpWrites(app.world())) {
      app.cancel(saved);
      long unsaved = app.reserved(event, lee);
      unload();

      assertEquals(4, app.available(event));
      assertEquals(unsaved, app.json(app.reserve(event, lee)).get("reservationId").asLong());
      app.reserved(event, kim);
      assertEquals(3, app.available(event));
    }
    drain();
    assertEquals(3, app.world().number("select available_tickets from event where id = ?", event));
  }

  @Test
  void anOldEntryOfTheJournalDoesNotBringACancelledReservationBack() {
    long id = app.reserved(event, kim);
    app.cancel(id);
    drain();
    int partition = Partition.ofEvent(event);
    String old = "CONFIRMED " + event + ' ' + kim + " 1000 1000";
    var redis = app.world().redis();
    redis.sadd(Keys.unsavedOfEvent(partition, event), Long.toString(id));
    redis.zadd(Keys.unsavedByUser(partition), 0, kim + ":" + id);
    redis.hset(Keys.unsaved(partition), Map.of(Long.toString(id), old));
    unload();

    assertEquals(5, app.available(event));
    assertEquals("CANCELLED", app.json(app.get("/reservations/" + id)).get("status").asText());
    JsonNode list = app.json(app.get("/users/" + kim + "/reservations"));
    assertEquals("CANCELLED", list.get(0).get("status").asText());
    assertEquals("ALREADY_CANCELLED", app.json(app.cancel(id)).get("code").asText());
    drain();
    assertEquals(
        1,
        app.world()
            .number("select count(*) from reservation where id = ? and status = 'CANCELLED'", id));
  }

  @Test
  void aRefusedReservationHoldsItsTicket() {
    refused(strangeId(), kim, "CONFIRMED");

    assertEquals(4, app.available(event));
    assertEquals(strangeId(), app.json(app.reserve(event, kim)).get("reservationId").asLong());
  }

  @Test
  void aRefusedCancelFreesTheTicketOfItsRow() {
    long id = app.reserved(event, kim);
    drain();
    refused(id, kim, "CANCELLED");
    unload();

    assertEquals(5, app.available(event));
    app.reserved(event, lee);
  }

  @Test
  void twoInstancesThatLoadAtOnceAgree() throws Exception {
    try (TestApp other = TestApp.start(app.world(), Map.of())) {
      app.reserved(event, kim);
      drain();
      for (int round = 0; round < 100; round++) {
        unload();
        var one = Thread.ofVirtual().start(() -> app.available(event));
        assertEquals(4, other.available(event));
        one.join();
        assertEquals(4, app.available(event));
      }
      var gathered = Keys.loading(Partition.ofEvent(event), event) + "*";
      assertEquals(0, app.world().redis().keys(gathered).size(), "what was gathered is gone");
    }
  }

  @Test
  void manyWhoAskForTheSameEventAreAnsweredByOneLoad() throws Exception {
    app.reserved(event, kim);
    drain();
    unload();
    var asking =
        IntStream.range(0, 50)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> app.available(event)))
            .toList();

    for (var answer : asking) {
      assertEquals(4, answer.get());
    }
    assertTrue(app.world().redis().exists(Keys.event(Partition.ofEvent(event), event)) == 1);
  }
}
