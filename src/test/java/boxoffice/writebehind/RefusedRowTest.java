package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.Promised;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a row that PostgreSQL refuses, and of its neighbours. */
class RefusedRowTest {
  private static final String FAILED_WRITES = "/operations/failed-writes";

  private TestApp app;
  private TestWorld world;
  private long event;
  private long user;

  @BeforeEach
  void start() {
    app =
        TestApp.patient(
            Map.of(
                "RETRY_FIRST_MS", "40",
                "RETRY_LONGEST_MS", "80",
                "RETRY_FLAG_AFTER", "3",
                "RECOVERY_INTERVAL_MS", "50",
                "SWEEP_AGE_MS", "200",
                "SWEEP_INTERVAL_MS", "100"));
    world = app.world();
    event = app.newEvent(50);
    user = app.newUser();
    app.reserved(event, app.newUser());
    Books.awaitAllSaved(world);
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void itWaitsAloneAndItsNeighboursGoThrough() {
    Refusing.user(world, user);
    long refused = 0;
    for (int n = 0; n < 20; n++) {
      if (n == 10) {
        refused = app.reserved(event, user);
      }
      app.reserved(event, app.newUser());
    }
    awaitFailedWrites(1);
    awaitNothingUnsaved();
    assertEquals(21, world.number("select count(*) from reservation where status = 'CONFIRMED'"));
    JsonNode row = failedWrite();
    assertEquals(refused, row.path("reservationId").asLong());
    assertEquals("CONFIRMED", row.path("status").asText());
    assertTrue(row.path("error").asText().contains("is not welcome"), row::toString);
    assertEquals(28, app.available(event));
    assertEquals(29, world.number("select available_tickets from event where id = ?", event));
    Refusing.noUser(world);
    Books.assertBalanced(app, event);
    assertEquals(22, world.number("select count(*) from reservation where status = 'CONFIRMED'"));
  }

  @Test
  void aMissingUserIsWaitedFor() {
    long reservation = app.reserved(event, user);
    Books.awaitAllSaved(world);
    assertEquals(200, app.cancel(reservation).statusCode());
    Books.awaitAllSaved(world);
    world.sql().execute("delete from reservation where user_id = ?", user);
    Refusing.forget(world, user);
    long again = app.reserved(event, user);
    awaitFailedWrites(1);
    assertTrue(failedWrite().path("error").asText().contains("reservation_user_fk"));
    world.sql().execute("insert into \"user\" (id, name) values (?, 'Kim')", user);
    Books.assertBalanced(app, event);
    assertEquals("CONFIRMED", status(again));
  }

  @Test
  void itIsFlaggedForAnOperatorAndStillTriedAgain() {
    Refusing.user(world, user);
    long reservation = app.reserved(event, user);
    awaitFailedWrites(1);
    Await.until("flagged", () -> failedWrite().path("flagged").asBoolean());
    int attempts = failedWrite().path("attempts").asInt();
    assertTrue(attempts >= 3, () -> attempts + " attempts");
    Await.until("further attempts", () -> failedWrite().path("attempts").asInt() > attempts + 2);
    Refusing.noUser(world);
    Books.assertBalanced(app, event);
    assertEquals("CONFIRMED", status(reservation));
    assertEquals("[]", app.get(FAILED_WRITES).body());
  }

  @Test
  void anOperatorSendsItAtOnce() {
    app.close();
    app = TestApp.start(Map.of("RETRY_FIRST_MS", "60000"));
    world = app.world();
    event = app.newEvent(2);
    user = app.newUser();
    Refusing.user(world, user);
    long reservation = app.reserved(event, user);
    awaitFailedWrites(1);
    String retry = FAILED_WRITES + "/" + reservation + "/retry";
    var still = app.post(retry, "");
    assertEquals(409, still.statusCode(), still.body());
    assertEquals("STILL_REFUSED", app.json(still).path("code").asText());
    assertEquals(2, failedWrite().path("attempts").asInt());
    Refusing.noUser(world);
    assertEquals(200, app.post(retry, "").statusCode());
    assertEquals("CONFIRMED", status(reservation));
    assertEquals(400, app.post(retry, "").statusCode());
    Books.assertBalanced(app, event);
  }

  /** As a slow batch has it. */
  @Test
  void anOperatorIsAnsweredInTimeAndMayAskAgain() {
    app.close();
    app = TestApp.start(Map.of("RETRY_FIRST_MS", "60000"));
    world = app.world();
    event = app.newEvent(2);
    user = app.newUser();
    Refusing.user(world, user);
    long reservation = app.reserved(event, user);
    awaitFailedWrites(1);
    Refusing.noUser(world);
    String retry = FAILED_WRITES + "/" + reservation + "/retry";
    world
        .sql()
        .transaction(
            slow -> {
              slow.dsl().execute("select from event where id = ? for update", event);
              Promised.unavailable(() -> app.post(retry, ""));
              Promised.unavailable(() -> app.post(retry, ""));
            });
    assertEquals(200, app.post(FAILED_WRITES + "/" + reservation + "/retry", "").statusCode());
    Books.assertBalanced(app, event);
    assertEquals("CONFIRMED", status(reservation));
  }

  @Test
  void itsBuyerSeesItAndCancelsItMeanwhile() {
    Refusing.user(world, user);
    long reservation = app.reserved(event, user);
    awaitFailedWrites(1);
    awaitNothingUnsaved();
    assertEquals("CONFIRMED", find(reservation));
    assertEquals("CONFIRMED", app.json(list()).path(0).path("status").asText());
    assertEquals(409, app.reserve(event, user).statusCode());
    assertEquals(48, app.available(event));

    assertEquals(200, app.cancel(reservation).statusCode());
    assertEquals("CANCELLED", find(reservation));
    assertEquals(49, app.available(event));
    Await.until(
        "the cancel is in failed_write",
        () -> failedWrite().path("status").asText().equals("CANCELLED"));
    awaitNothingUnsaved();
    assertEquals("CANCELLED", find(reservation));
    assertEquals("CANCELLED", app.json(list()).path(0).path("status").asText());
    assertEquals(400, app.cancel(reservation).statusCode());

    Refusing.noUser(world);
    Books.assertBalanced(app, event);
    assertEquals("CANCELLED", status(reservation));
    assertEquals(49, app.available(event));
  }

  @Test
  void theEventIsLoadedAnewWithIt() {
    Refusing.user(world, user);
    long reservation = app.reserved(event, user);
    awaitFailedWrites(1);
    awaitNothingUnsaved();
    world.redis().flushall();
    Await.until("Redis is verified", () -> app.get("/events/" + event).statusCode() == 200);
    assertEquals(48, app.available(event));
    var again = app.reserve(event, user);
    assertEquals(409, again.statusCode(), again.body());
    assertEquals(reservation, app.json(again).path("reservationId").asLong());
    Refusing.noUser(world);
    Books.assertBalanced(app, event);
  }

  @Test
  void withoutARecoveryTableNothingIsLostAndOthersGoHome() {
    Refusing.user(world, user);
    Refusing.recoveryTable(world);
    long refused = app.reserved(event, user);
    // More of them than there are writers, which must not all wait for them.
    for (int n = 1; n < 4; n++) {
      long other = app.newEvent(5);
      app.reserved(other, user);
      app.reserved(other, app.newUser());
    }
    for (int n = 0; n < 30; n++) {
      app.reserved(event, app.newUser());
    }
    Await.until(() -> Books.unsaved(world) + " unsaved", () -> Books.unsaved(world) == 4);
    assertEquals("CONFIRMED", find(refused));
    assertEquals(4, app.json(list()).size());
    Refusing.noRecoveryTable(world);
    awaitFailedWrites(4);
    awaitNothingUnsaved();
    Refusing.noUser(world);
    Books.assertBalanced(app, event);
    assertEquals("CONFIRMED", status(refused));
  }

  private void awaitFailedWrites(int count) {
    Await.until(
        () -> Books.failedWrites(world) + " failed writes",
        () -> Books.failedWrites(world) == count);
  }

  private void awaitNothingUnsaved() {
    Await.until(() -> Books.unsaved(world) + " unsaved", () -> Books.unsaved(world) == 0);
  }

  private JsonNode failedWrite() {
    return app.json(app.get(FAILED_WRITES)).path(0);
  }

  private HttpResponse<String> list() {
    return app.get("/users/" + user + "/reservations");
  }

  private String find(long reservation) {
    return app.json(app.get("/reservations/" + reservation)).path("status").asText();
  }

  private Object status(long reservation) {
    return world.sql().fetchValue("select status from reservation where id = ?", reservation);
  }
}
