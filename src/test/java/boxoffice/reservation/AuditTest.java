package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.writebehind.Refusing;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What the audit says of books that are right. */
@ResourceLock(value = Resources.SYSTEM_ERR, mode = ResourceAccessMode.READ)
class AuditTest {

  private TestApp app;
  private TestWorld world;
  private Audits audits;
  private long event;
  private long user;

  @BeforeEach
  void start() {
    app =
        TestApp.patient(
            Map.of(
                "RETRY_FIRST_MS", "60000",
                "SWEEP_AGE_MS", "200",
                "SWEEP_INTERVAL_MS", "100",
                "AUDIT_MAX_UNSAVED", "3"));
    world = app.world();
    audits = Audits.of(app);
    event = app.newEvent(50);
    user = app.newUser();
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void rowsAndCancelsBalance() {
    audits.assertBalanced(event, 0, 0, 0);
    app.reserved(event, app.newUser());
    app.cancel(app.reserved(event, app.newUser()));
    Books.awaitAllSaved(world);
    audits.assertBalanced(event, 1, 0, 0);
    assertEquals(49, audits.audit(event).path("availableTickets").asInt());
  }

  /** PostgreSQL takes them neither here nor there, so they stay in the journal. */
  @Test
  void whatIsUnsavedBalances() {
    long saved = app.reserved(event, user);
    Books.awaitAllSaved(world);
    Refusing.user(world, user);
    Refusing.recoveryTable(world);
    assertEquals(200, app.cancel(saved).statusCode());
    audits.assertBalanced(event, 1, 0, 1);
    long again = app.reserved(event, user);
    audits.assertBalanced(event, 1, 1, 1);
    assertEquals(49, audits.audit(event).path("availableTickets").asInt());
    assertEquals(200, app.cancel(again).statusCode());
    audits.assertBalanced(event, 1, 0, 1);
    Refusing.noUser(world); // first: else it goes into the recovery table, which tries it later
    Refusing.noRecoveryTable(world);
    Books.awaitAllSaved(world);
    audits.assertBalanced(event, 0, 0, 0);
  }

  @Test
  void whatPostgresRefusedIsUnsavedToo() {
    Refusing.user(world, user);
    long refused = app.reserved(event, user);
    awaitFailedWrites(1);
    audits.assertBalanced(event, 0, 1, 0);
    assertEquals(1, audits.audit(event).path("failedWrites").asInt());
    assertEquals(200, app.cancel(refused).statusCode());
    audits.assertBalanced(event, 0, 0, 0);
  }

  /** A process that died between its commit and the journal leaves such entries. */
  @Test
  void whatIsSavedAndNotStruckOutYetIsSaved() {
    long kept = app.reserved(event, user);
    long gone = app.reserved(event, app.newUser());
    String journal = "{" + Partition.ofEvent(event) + "}:unsaved";
    Books.awaitAllSaved(world);
    app.cancel(gone);
    Books.awaitAllSaved(world);
    String times = " " + event + " " + user + " 9999999999000000 9999999999000000";
    for (long id : new long[] {kept, gone}) {
      world.redis().hset(journal, Long.toString(id), "CONFIRMED" + times);
      world.redis().sadd(Audits.eventKey(event) + ":unsaved", Long.toString(id));
    }
    audits.assertBalanced(event, 1, 0, 0);
    assertEquals(2, world.redis().hlen(journal));
  }

  @Test
  void anEventThatIsNotLoadedIsCountedFromTheBooks() {
    app.reserved(event, app.newUser());
    Books.awaitAllSaved(world);
    Refusing.user(world, user);
    app.reserved(event, user);
    awaitFailedWrites(1);
    world.redis().unlink(Audits.eventKey(event));
    audits.assertBalanced(event, 1, 1, 0);
    assertEquals(48, audits.audit(event).path("availableTickets").asInt());
    assertEquals(0, world.redis().exists(Audits.eventKey(event)), "it was not loaded for that");
  }

  @Test
  void tooMuchUnsavedIsNotComparedNow() {
    Refusing.user(world, user);
    Refusing.recoveryTable(world);
    long small = app.newEvent(5);
    app.reserved(small, user);
    for (int n = 0; n < 4; n++) {
      world.redis().sadd(Audits.eventKey(event) + ":unsaved", Integer.toString(n));
    }
    app.reserved(event, user);
    JsonNode audited = audits.audit(event);
    assertTrue(audited.path("balanced").isNull(), audited::toString);
    assertTrue(audited.path("unsavedReservations").isNull(), audited::toString);
    assertTrue(audited.path("unsavedCancels").isNull(), audited::toString);
    assertEquals(49, audited.path("availableTickets").asInt());
    assertEquals(
        "5 changes are not saved yet, too many to compare now.", audited.path("finding").asText());
    audits.assertBalanced(small, 0, 1, 0);
    assertEquals(1, audits.sinceStart().path("notCompared").asInt());
    assertEquals(0, audits.sinceStart().path("unbalanced").asInt());
  }

  @Test
  void redisThatIsBehindIsToldAgain() {
    app.available(event);
    world.redis().hset(Audits.eventKey(event), Map.of("version", "0", "total", "7"));
    assertEquals(7, app.available(event));
    audits.assertBalanced(event, 0, 0, 0);
    assertEquals(50, app.available(event));
    assertEquals(1, audits.sinceStart().path("toldAgain").asInt());
  }

  private void awaitFailedWrites(int count) {
    Await.until(
        "it is in failed_write and nowhere else",
        () -> Books.failedWrites(world) == count && Books.unsaved(world) == 0);
  }
}
