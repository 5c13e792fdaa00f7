package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Books that somebody has meddled with, and how the audit mends them. */
class AuditMendsTest {
  private static final String UNLOADED =
      ": Redis reads the event again from PostgreSQL at its next use.";

  private TestApp app;
  private TestWorld world;
  private Audits audits;
  private long event;
  private long user;

  @BeforeEach
  void start() {
    start("60000");
  }

  private void start(String interval) {
    app = TestApp.patient(Map.of("AUDIT_INTERVAL_MS", interval));
    world = app.world();
    audits = Audits.of(app);
    event = app.newEvent(2);
    user = app.newUser();
    app.reserved(event, user);
    Books.awaitAllSaved(world);
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void aHolderThatIsMissingInRedis() {
    world.redis().hdel(Audits.holdersKey(event), Long.toString(user));
    assertEquals(2, app.available(event));
    audits.assertMended(event, "Redis has 0 tickets held, the books have 1" + UNLOADED);
    assertSoldRight();
  }

  @Test
  void aHolderInRedisThatNobodyIs() {
    world.redis().hset(Audits.holdersKey(event), "987654321", "16");
    assertEquals(0, app.available(event));
    audits.assertMended(event, "Redis has 2 tickets held, the books have 1" + UNLOADED);
    assertSoldRight();
  }

  /** As a process leaves it that dies after Redis took a lower total. */
  @Test
  void aTotalThatWasNeverCommitted() {
    long newer = world.number("select nextval('event_version')");
    world.redis().hset(Audits.eventKey(event), Map.of("total", "1", "version", "" + newer));
    assertEquals(0, app.available(event));
    Await.until(
        "Redis is told again",
        () -> {
          audits.audit(event);
          return app.available(event) == 1;
        });
    assertEquals(0, audits.sinceStart().path("unbalanced").asInt());
    assertSoldRight();
  }

  @Test
  void aTotalAndANameWrittenIntoRedis() {
    world.redis().hset(Audits.eventKey(event), Map.of("total", "99", "name", "Encore"));
    audits.assertMended(
        event,
        "Redis sells 99 tickets of \"Encore\" (version %1$d), PostgreSQL has 2 of \"IU Concert\" (%1$d)"
                .formatted(version())
            + UNLOADED);
    assertSoldRight();
  }

  @Test
  void availableTicketsWrittenIntoPostgres() {
    world.sql().execute("update event set available_tickets = 0 where id = ?", event);
    audits.assertMended(
        event, "available_tickets is 0 instead of 1: available_tickets was set right.");
    assertSoldRight();
    assertEquals(1, audits.sinceStart().path("availableTicketsSet").asInt());
    assertEquals(0, audits.sinceStart().path("unloaded").asInt());
  }

  @Test
  void aRowDeletedFromPostgres() {
    world.sql().execute("delete from reservation where event_id = ?", event);
    audits.assertMended(
        event,
        "Redis has 1 tickets held, the books have 0; available_tickets is 1 instead of 2:"
            + " available_tickets was set right,"
            + " Redis reads the event again from PostgreSQL at its next use.");
    app.reserved(event, user);
    Books.assertBalanced(app, event);
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void theScheduleMendsWithoutBeingAsked() {
    app.close();
    start("100");
    List<String> logged =
        Audits.findingsLogged(
            () -> {
              world.redis().hset(Audits.holdersKey(event), "987654321", "16");
              Await.until("it is mended", () -> app.available(event) == 1);
              audits.assertBalanced(event, 1, 0, 0);
              awaitAudits();
            });
    assertEquals(1, logged.size(), logged::toString);
    assertSoldRight();
    assertEquals(1, audits.sinceStart().path("unbalanced").asInt());
    assertEquals(1, audits.sinceStart().path("unloaded").asInt());
  }

  /** More rows than tickets: nothing that the audit may do helps. */
  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void whatCanNotBeMendedIsLoggedOnce() {
    app.close();
    start("100");
    long sold = app.reserved(event, app.newUser());
    Books.awaitAllSaved(world);
    List<String> logged =
        Audits.findingsLogged(
            () -> {
              world
                  .sql()
                  .execute(
                      "insert into reservation select id + 16000, ?, event_id, status, created_at,"
                          + " modified_at from reservation where id = ?",
                      app.newUser(),
                      sold);
              String finding =
                  "1 more tickets are held than there are; available_tickets is 0 instead of -1:"
                      + " an operator has to look.";
              Await.until(
                  () -> audits.audit(event).toString(),
                  () -> {
                    app.available(event);
                    return audits.audit(event).path("finding").asText().equals(finding);
                  });
              awaitAudits();
            });
    assertEquals(1, logged.stream().filter(line -> line.contains("an operator has")).count());
    world.sql().execute("delete from reservation where id = ?", sold + 16000);
    Await.until(
        () -> audits.audit(event).toString(),
        () -> audits.audit(event).path("balanced").asBoolean());
    Books.assertBalanced(app, event);
  }

  /** Waits for some turns of the schedule. */
  private void awaitAudits() {
    long before = audits.sinceStart().path("audited").asLong();
    long[] asked = {1};
    Await.until(
        "five more audits",
        () -> audits.sinceStart().path("audited").asLong() >= before + 5 + asked[0]++);
  }

  private void assertSoldRight() {
    assertEquals(1, app.available(event));
    assertEquals(409, app.reserve(event, user).statusCode());
    app.reserved(event, app.newUser());
    assertEquals(400, app.reserve(event, app.newUser()).statusCode());
    Books.assertBalanced(app, event);
  }

  private long version() {
    return world.number("select version from event where id = ?", event);
  }
}
