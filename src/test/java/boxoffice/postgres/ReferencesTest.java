package boxoffice.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A reservation is of a user and an event that exist, and that stay, whoever writes by hand. */
class ReferencesTest {
  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final String RESTRICT_VIOLATION = "23001";

  private static TestDatabase db;

  @BeforeAll
  static void open() {
    db = TestDatabase.migrated();
    db.users(10);
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @BeforeEach
  void begin() {
    db.empty();
    db.events(2, 10);
    insert("(17, 1, 1)");
  }

  @Test
  void anUnknownUserIsNamed() {
    assertMissing("reservation_user_fk", "Key (user_id)=(99) is not present in table \"user\".");
  }

  @Test
  void anUnknownEventIsNamed() {
    assertMissing("reservation_event_fk", "Key (event_id)=(99) is not present in table \"event\".");
  }

  /** By itself, and among rows that are right. */
  private static void assertMissing(String constraint, String detail) {
    String row = constraint.contains("user") ? "(33, 99, 1)" : "(35, 1, 99)";
    for (String rows : new String[] {row, "(65, 3, 1), " + row + ", (81, 4, 1)"}) {
      String before = db.contents();
      ServerErrorMessage refusal = refused(FOREIGN_KEY_VIOLATION, () -> insert(rows));
      assertEquals(
          "insert or update on table \"reservation\" violates foreign key constraint \""
              + constraint
              + "\"",
          refusal.getMessage());
      assertEquals(detail, refusal.getDetail());
      assertEquals(constraint, refusal.getConstraint());
      assertEquals("reservation", refusal.getTable());
      assertEquals(before, db.contents());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from \"user\" where id = 9",
        "delete from event where id = 2",
        "truncate \"user\"",
        "truncate event",
        "truncate event, reservation",
        "update \"user\" set id = 11 where id = 9",
        "update event set id = 11 where id = 2",
      })
  void whatReservationsReferToStays(String statement) {
    ServerErrorMessage refusal = refused(statement);
    assertEquals(statement.contains("user") ? "user" : "event", refusal.getTable());
    assertEquals(
        "rows of \""
            + refusal.getTable()
            + "\" are kept, with their ids: reservations refer to them, and running instances"
            + " remember them; a name can be changed",
        refusal.getMessage());
    assertEquals(10, db.world.number("select count(*) from \"user\" where id <= 10"));
    assertEquals(2, db.world.number("select count(*) from event where id <= 2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update reservation set user_id = 2",
        "update reservation set user_id = 99",
        "update reservation set id = 18, event_id = 2",
      })
  void aReservationStaysThatOfItsUserAndItsEvent(String statement) {
    String before = db.contents();
    assertEquals(
        "reservation 17 stays that of its user and its event: cancel it and make another",
        refused(statement).getMessage());
    assertEquals(before, db.contents());
  }

  @Test
  void whatNothingRefersToCanBeChanged() {
    db.world.sql().execute("update \"user\" set name = 'Lee', id = id where id <= 10");
    db.world.sql().execute("update event set name = 'Encore', total_tickets = 11, id = id");
    db.world.sql().execute("update reservation set user_id = user_id, status = 'CANCELLED'");
    assertEquals(10, db.world.number("select count(*) from \"user\" where name = 'Lee'"));
    assertEquals(2, db.world.number("select count(*) from event where name = 'Encore'"));
  }

  /** A session keeps the plan of the check, which it makes while there are hardly any users. */
  @Test
  void theCheckNeverReadsAllUsers() {
    db.world.sql().execute("vacuum analyze \"user\"");
    for (int user = 2; user <= 10; user++) {
      insert("(%d, %d, 1)".formatted(user * 16 + 1, user));
    }
    db.world
        .sql()
        .transaction(
            inside -> {
              inside
                  .dsl()
                  .execute(
                      "insert into \"user\" (id, name)"
                          + " select n, 'Kim' from generate_series(1001, 6000) n");
              insert("(3201, 1001, 1), (3217, 6000, 1)");
              assertEquals(
                  0,
                  db.world.number(
                      "select seq_tup_read from pg_stat_xact_user_tables where relname = 'user'"));
            });
  }

  private static void insert(String rows) {
    db.world
        .sql()
        .execute(
            "insert into reservation (id, user_id, event_id, status, created_at, modified_at)"
                + " select id, user_id, event_id, 'CONFIRMED', now(), now()"
                + " from (values "
                + rows
                + ") as sold (id, user_id, event_id)");
  }

  private static ServerErrorMessage refused(String statement) {
    return refused(RESTRICT_VIOLATION, () -> db.world.sql().execute(statement));
  }

  private static ServerErrorMessage refused(String state, Executable change) {
    var refusal = assertThrows(DataAccessException.class, change);
    assertEquals(state, refusal.sqlState());
    var cause = (PSQLException) refusal.getCause();
    return Objects.requireNonNull(cause.getServerErrorMessage());
  }
}
