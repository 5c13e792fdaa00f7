package boxoffice.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.writebehind.Refusing;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What the figures tell of trouble, and that they are told in the middle of it. */
@ResourceLock(value = Resources.SYSTEM_ERR, mode = ResourceAccessMode.READ)
class TroubleTest {
  private static final String REDIS = "boxoffice_redis_state";

  @Test
  void postgresIsAway() {
    try (var world = TestWorld.fresh();
        var proxy = TcpProxy.before(world.environment().get("DATABASE_URL"));
        var app =
            TestApp.patient(
                world,
                Map.of("DATABASE_URL", proxy.url(), "DATABASE_BACKGROUND_TIMEOUT_MS", "1000"))) {
      long event = app.newEvent(5);
      long user = app.newUser();
      app.reserved(event, app.newUser());
      Books.awaitAllSaved(world);
      awaitValue(app, 1, "boxoffice_postgresql_up");
      proxy.freeze();
      app.reserved(event, user);
      awaitValue(app, 0, "boxoffice_postgresql_up");
      assertTrue(value(app, "boxoffice_unsaved_changes") > 0);
      proxy.thaw();
      awaitValue(app, 1, "boxoffice_postgresql_up");
      awaitValue(app, 0, "boxoffice_unsaved_changes");
    }
  }

  @Test
  void redisIsAwayAndTheServiceIsFull() {
    try (var world = TestWorld.fresh();
        var proxy = TcpProxy.before(world.environment().get("REDIS_URL"));
        var app =
            TestApp.start(
                world,
                Map.of(
                    "REDIS_URL", proxy.url(),
                    "MAX_REQUESTS_IN_FLIGHT", "1",
                    "REDIS_TIMEOUT_MS", "60000",
                    "REQUEST_TIMEOUT_MS", "5000"))) {
      long event = app.newEvent(5);
      long user = app.newUser();
      app.available(event);
      awaitValue(app, 1, REDIS, "state=up");
      proxy.freeze();
      var waiting = CompletableFuture.supplyAsync(() -> app.reserve(event, user).statusCode());
      awaitValue(app, 1, "boxoffice_http_requests_under_way");
      assertEquals(503, app.reserve(event, user).statusCode());
      awaitValue(app, 1, "boxoffice_http_requests_refused_total");
      assertEquals(503, waiting.join());
      assertEquals(1, value(app, "boxoffice_reserve_requests_total", "outcome=unavailable"));
      String answers = "boxoffice_http_request_duration_seconds_count";
      awaitValue(app, 1, answers, "status=503", "route=/events/{eventId}/reservations");
      awaitValue(app, 1, answers, "status=503", "route=unmatched"); // turned away at the door
      proxy.cut();
      proxy.refuse();
      awaitValue(app, 1, REDIS, "state=down");
      assertEquals(0, value(app, REDIS, "state=up"));
      proxy.thaw();
      proxy.accept();
      awaitValue(app, 1, REDIS, "state=up");
      assertEquals(0, value(app, "boxoffice_redis_rebuilds_total"));
    }
  }

  @Test
  void redisIsEmptied() {
    try (var app = TestApp.patient(Map.of())) {
      long event = app.newEvent(5);
      app.available(event);
      app.world().redis().flushall();
      awaitValue(app, 1, "boxoffice_redis_rebuilds_total");
      awaitValue(app, 1, REDIS, "state=up");
      assertEquals(1, value(app, "boxoffice_lease_held"));
      assertEquals(1, value(app, "boxoffice_instances"));
    }
  }

  @Test
  void postgresRefusesARow() {
    try (var app =
        TestApp.patient(
            Map.of(
                "RETRY_FIRST_MS", "40",
                "RETRY_LONGEST_MS", "80",
                "RETRY_FLAG_AFTER", "3",
                "RECOVERY_INTERVAL_MS", "50"))) {
      long event = app.newEvent(5);
      long user = app.newUser();
      Refusing.user(app.world(), user);
      app.reserved(event, user);
      awaitValue(app, 1, "boxoffice_failed_writes_total");
      awaitValue(app, 1, "boxoffice_failed_writes_waiting");
      awaitValue(app, 1, "boxoffice_failed_writes_flagged");
      assertTrue(value(app, "boxoffice_failed_write_retries_total", "result=refused") >= 2);
      assertTrue(value(app, "boxoffice_batch_duration_seconds_count", "result=refused") >= 3);
      Refusing.noUser(app.world());
      awaitValue(app, 1, "boxoffice_failed_write_retries_total", "result=saved");
      awaitValue(app, 0, "boxoffice_failed_writes_waiting");
      awaitValue(app, 0, "boxoffice_failed_writes_flagged");
      assertEquals(1, value(app, "boxoffice_save_delay_seconds_count"));
    }
  }

  @Test
  void theBooksDoNotBalance() {
    try (var app = TestApp.patient(Map.of("AUDIT_INTERVAL_MS", "100"))) {
      TestWorld world = app.world();
      long event = app.newEvent(1);
      long sold = app.reserved(event, app.newUser());
      Books.awaitAllSaved(world);
      assertEquals(0, value(app, "boxoffice_audit_unbalanced_total"));
      world
          .sql()
          .execute(
              "insert into reservation select id + 16000, ?, event_id, status, created_at,"
                  + " modified_at from reservation where id = ?",
              app.newUser(),
              sold);
      awaitValue(app, 1, "boxoffice_audit_unbalanced_events");
      Scrape scrape = Scrape.of(app);
      assertTrue(scrape.value("boxoffice_audit_unbalanced_total") > 0);
      assertTrue(scrape.value("boxoffice_audit_findings_total", "finding=holders") > 0);
      world.sql().execute("delete from reservation where id = ?", sold + 16000);
      awaitValue(app, 0, "boxoffice_audit_unbalanced_events");
      assertTrue(value(app, "boxoffice_audit_repairs_total", "repair=unloaded") > 0);
    }
  }

  private static double value(TestApp app, String name, String... labels) {
    return Scrape.of(app).value(name, labels);
  }

  private static void awaitValue(TestApp app, double expected, String name, String... labels) {
    Await.until(
        () -> name + " is " + value(app, name, labels) + ", not " + expected,
        () -> value(app, name, labels) == expected);
  }
}
