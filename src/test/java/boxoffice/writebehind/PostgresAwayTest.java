package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.CapturedLog;
import boxoffice.Crowd;
import boxoffice.Promised;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestServers;
import boxoffice.TestWorld;
import boxoffice.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Selling goes on from Redis while PostgreSQL is away, and everything comes home after. */
@Isolated // counts every warning
class PostgresAwayTest {
  private static final Map<String, String> SWEEPING =
      Map.of(
          "SWEEP_AGE_MS", "300",
          "SWEEP_INTERVAL_MS", "100",
          "DATABASE_BACKGROUND_TIMEOUT_MS", "1000");

  @Test
  void sellingGoesOnWhilePostgresIsGone() {
    sellingGoesOn(TcpProxy::refuse, TcpProxy::accept);
  }

  @Test
  void sellingGoesOnWhilePostgresHangs() {
    sellingGoesOn(TcpProxy::freeze, TcpProxy::thaw);
  }

  private static void sellingGoesOn(Consumer<TcpProxy> leave, Consumer<TcpProxy> comeBack) {
    try (var world = TestWorld.fresh();
        var proxy = TcpProxy.before(world.environment().get("DATABASE_URL"));
        var app = TestApp.start(world, with(SWEEPING, "DATABASE_URL", proxy.url()))) {
      long event = app.newEvent(50);
      List<Long> users = users(app, 21);
      long saved = app.reserved(event, users.get(20));
      Books.awaitAllSaved(world);
      assertEquals(200, app.get("/readyz").statusCode());
      try (var log = new CapturedLog()) {
        leave.accept(proxy);
        whileItIsAway(app, event, users, saved);
        comeBack.accept(proxy);
        Books.assertBalanced(app, world, event);
        assertEquals(1, log.lines(" WARN ").size(), () -> log.lines().toString());
        assertEquals(List.of(), log.lines(" ERROR "));
      }
      assertEquals(30, app.available(event));
      assertEquals(200, app.cancel(saved).statusCode());
      assertEquals(200, app.get("/users/" + users.get(0) + "/reservations").statusCode());
    }
  }

  private static void whileItIsAway(TestApp app, long event, List<Long> users, long saved) {
    List<Long> sold = new ArrayList<>();
    users.subList(0, 20).forEach(user -> sold.add(app.reserved(event, user)));
    assertEquals(29, app.available(event));
    assertEquals(200, app.get("/reservations/" + sold.get(0)).statusCode());
    assertEquals(200, app.cancel(sold.get(0)).statusCode());
    assertEquals(409, app.reserve(event, users.get(1)).statusCode());
    List<Supplier<HttpResponse<String>>> needPostgres =
        List.of(
            () -> app.reserve(event, 987_654_321),
            () -> app.get("/users/" + users.get(0) + "/reservations"),
            () -> app.get("/reservations/" + saved),
            () -> app.cancel(saved),
            () -> app.get("/events"),
            () -> app.post("/users", "{\"name\":\"Kim\"}"),
            () -> app.patch("/events/" + event, "{\"totalTickets\":60}"));
    Crowd.all(needPostgres.size(), n -> Promised.unavailable(needPostgres.get(n)));
    HttpResponse<String> ready = app.get("/readyz");
    assertEquals(200, ready.statusCode(), ready.body());
    assertTrue(ready.body().contains("degraded"), ready.body());
  }

  @Test
  void everythingComesHomeWhenAStoppedPostgresIsStartedAgain() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(TestServers.temporaryDirectory());
        var world = TestWorld.fresh();
        var app = TestApp.start(world, settings(postgres))) {
      long event = app.newEvent(40);
      List<Long> users = users(app, 30);
      users.subList(0, 10).forEach(user -> app.reserved(event, user));
      postgres.stop();
      users.subList(10, 20).forEach(user -> app.reserved(event, user));
      postgres.start();
      Await.until("all is saved", () -> Books.unsaved(world) == 0);
      users.subList(20, 30).forEach(user -> app.reserved(event, user));
      postgres.kill();
      app.available(event);
      postgres.start();
      Await.until("all is saved", () -> Books.unsaved(world) == 0);
      assertEquals(
          30, number(postgres, "select count(*) from reservation where event_id = " + event));
      assertEquals(10, number(postgres, "select available_tickets from event where id = " + event));
    }
  }

  private static Map<String, String> settings(EmbeddedPostgres postgres) {
    return Map.of(
        "DATABASE_URL", postgres.jdbcUrl(),
        "DATABASE_USER", postgres.user(),
        "DATABASE_PASSWORD", postgres.password());
  }

  private static long number(EmbeddedPostgres postgres, String query) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
      return ((Number) DSL.using(connection, SQLDialect.POSTGRES).fetchValue(query)).longValue();
    }
  }

  /** The app knows all of them. */
  private static List<Long> users(TestApp app, int count) {
    List<Long> users = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      users.add(app.newUser());
    }
    app.reserved(app.newEvent(1), users.getLast());
    return users;
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(name, value);
    return all;
  }
}
