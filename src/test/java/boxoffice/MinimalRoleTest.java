package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.writebehind.Refusing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** The service does all that it does under the role that docs/SECURITY.md gives it. */
class MinimalRoleTest {
  private static final String DOCUMENTED_ROLE = "boxoffice_service";
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  private final String role = "boxoffice_service_" + ProcessHandle.current().pid();

  @Test
  void theRoleMayDoAllThatTheServiceDoesAndNoMore() throws IOException {
    try (TestWorld world = TestWorld.fresh()) {
      TestApp.patient(world, Map.of()).close(); // Under the owner: it brings the schema up to date.
      String grants = documented().replace(DOCUMENTED_ROLE, role);
      try {
        world.sql().execute(grants);
        try (TestApp app = patientUnderTheRole(world)) {
          buyersAndOperatorsAreServed(app);
          whatPostgresRefusesIsTriedAgain(app);
        }
        itMayNotDelete(world);
      } finally {
        world.sql().execute("drop owned by {0}", DSL.name(role));
        world.sql().execute("drop role if exists {0}", DSL.name(role));
      }
    }
  }

  private TestApp patientUnderTheRole(TestWorld world) {
    return TestApp.patient(world, Map.of("DATABASE_USER", role, "DATABASE_PASSWORD", "choose-one"));
  }

  private static void buyersAndOperatorsAreServed(TestApp app) {
    long event = app.newEvent(10);
    long user = app.newUser();
    long reservation = app.reserved(event, user);
    assertEquals(200, app.cancel(reservation).statusCode());
    app.reserved(event, user);
    assertEquals(200, app.patch("/events/" + event, "{\"totalTickets\":5}").statusCode());
    assertEquals(200, app.get("/users/" + user + "/reservations").statusCode());
    Map<String, String> key = Map.of("Idempotency-Key", "\"k\"");
    String first = app.postWith(key, "/users", "{\"name\":\"Kim\"}").body();
    assertEquals(first, app.postWith(key, "/users", "{\"name\":\"Kim\"}").body());
    app.world().sql().execute("insert into \"user\" (id, name) values (100, 'by hand')");
    app.world().sql().execute("select setval('user_id_seq', 99)");
    assertTrue(app.newUser() > 99);
    assertTrue(app.newUser() > 100);
    Books.assertBalanced(app, event);
  }

  private static void whatPostgresRefusesIsTriedAgain(TestApp app) {
    long user = app.newUser();
    Refusing.user(app.world(), user);
    long reservation = app.reserved(app.newEvent(1), user);
    String failed = "/operations/failed-writes";
    Await.until(
        "the row is refused", () -> app.get(failed).body().contains(Long.toString(reservation)));
    Refusing.noUser(app.world());
    Await.until(
        "the row is saved",
        () ->
            List.of(200, 400)
                .contains(app.post(failed + "/" + reservation + "/retry", "").statusCode()));
    Await.until("no row is left", () -> app.get(failed).body().equals("[]"));
  }

  private void itMayNotDelete(TestWorld world) {
    for (String statement :
        List.of(
            "delete from reservation",
            "delete from event",
            "delete from \"user\"",
            "update \"user\" set name = 'Lee'",
            "alter table event disable trigger all",
            "create table another (id int)")) {
      DataAccessException refused =
          assertThrows(
              DataAccessException.class,
              () ->
                  world
                      .sql()
                      .transaction(
                          inside -> {
                            inside.dsl().execute("set local role {0}", DSL.name(role));
                            inside.dsl().execute(statement);
                          }));
      assertEquals("42501", refused.sqlState(), statement);
    }
  }

  private static String documented() throws IOException {
    Matcher sql = SQL.matcher(Files.readString(Path.of("docs", "SECURITY.md")));
    assertTrue(sql.find());
    return sql.group(1);
  }
}
