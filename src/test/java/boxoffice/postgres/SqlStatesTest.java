package boxoffice.postgres;

import static boxoffice.postgres.TestDatabase.cancelled;
import static boxoffice.postgres.TestDatabase.confirmed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.Await;
import boxoffice.TcpProxy;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReservationWriter.RefusedException;
import boxoffice.reservation.UnavailableException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures of real statements are refusals, and which pass by themselves. */
class SqlStatesTest {
  private static final Reservation SALE = confirmed(1, 1, 1);

  private static TestDatabase db;

  @BeforeAll
  static void open() {
    db = TestDatabase.migrated();
    db.users(3);
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @Test
  void whatIsToldOfAFailureIsOneLine() {
    var quoted = new SQLException("refused\n  Detail: (Gala\r\u001b[2K\u0085\u2028forged)");
    assertEquals(
        "refused   Detail: (Gala  [2K  forged)",
        Database.innermost(new IllegalStateException("not this", quoted)));
  }

  @BeforeEach
  void empty() {
    for (String function : List.of("fail", "slow", "die")) {
      db.world.sql().execute("drop function if exists " + function + " cascade");
    }
    db.empty();
    db.events(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serialization_failure",
        "deadlock_detected",
        "query_canceled",
        "lock_not_available",
        "admin_shutdown",
        "cannot_connect_now",
        "too_many_connections",
        "disk_full",
        "out_of_memory",
        "read_only_sql_transaction",
        "io_error",
        "connection_failure"
      })
  void whatSaysNothingAboutTheRowIsTriedAgain(String condition) {
    raise(condition);
    var writer = new BatchWriter(db.database);
    assertThrows(UnavailableException.class, () -> writer.write(db.lease, List.of(SALE)));
    stopRaising();
    writer.write(db.lease, List.of(SALE));
    assertEquals(1, db.available(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raise_exception",
        "check_violation",
        "unique_violation",
        "foreign_key_violation",
        "not_null_violation",
        "numeric_value_out_of_range",
        "insufficient_privilege"
      })
  void whatIsSaidOfTheRowIsARefusal(String condition) {
    raise(condition);
    var writer = new BatchWriter(db.database);
    assertThrows(RefusedException.class, () -> writer.write(db.lease, List.of(SALE)));
    assertEquals(2, db.available(1));
  }

  @Test
  void aStatementThatTakesTooLongIsTriedAgain() {
    db.world
        .sql()
        .execute(
            "create function slow() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(60); return new; end'");
    db.world
        .sql()
        .execute(
            "create trigger slow before insert on reservation for each row execute function"
                + " slow()");
    try (var database = TestDatabase.impatient(TestDatabase.settings(db.world).url(), db.world)) {
      var writer = new BatchWriter(database);
      assertThrows(UnavailableException.class, () -> writer.write(db.lease, List.of(SALE)));
    }
  }

  @Test
  void aConnectionLostInTheMiddleIsTriedAgain() {
    var writer = new BatchWriter(db.database);
    writer.write(db.lease, List.of(SALE));
    db.world
        .sql()
        .execute(
            "create function die() returns trigger language plpgsql as"
                + " 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'");
    db.world
        .sql()
        .execute(
            "create trigger die before update on reservation for each row execute function die()");
    assertThrows(
        UnavailableException.class, () -> writer.write(db.lease, List.of(cancelled(SALE))));
    db.world.sql().execute("drop trigger die on reservation");
    writer.write(db.lease, List.of(cancelled(SALE)));
    assertEquals(2, db.available(1));
  }

  @Test
  void aServerThatIsGoneOrHangsIsTriedAgain() {
    try (var proxy = TcpProxy.before(db.world.environment().get("DATABASE_URL"));
        var database = TestDatabase.impatient(proxy.url(), db.world)) {
      var writer = new BatchWriter(database);
      writer.write(db.lease, List.of(SALE));
      proxy.refuse();
      assertThrows(UnavailableException.class, () -> writer.write(db.lease, List.of(SALE)));
      proxy.accept();
      Await.until("PostgreSQL is back", () -> isWritten(writer));
      proxy.freeze();
      assertThrows(UnavailableException.class, () -> writer.write(db.lease, List.of(SALE)));
      proxy.thaw();
      Await.until("PostgreSQL has woken up", () -> isWritten(writer));
      assertEquals(1, db.available(1));
    }
  }

  @Test
  void aServerThatLetsNobodyInRefusesNoRow() {
    DatabaseSettings right = TestDatabase.settings(db.world);
    var wrong =
        TestDatabase.settings(right.url().replaceFirst("/boxoffice_test", "/no_such"), db.world);
    try (var database = new Database(wrong)) {
      var writer = new BatchWriter(database);
      assertThrows(UnavailableException.class, () -> writer.write(db.lease, List.of(SALE)));
    }
  }

  private static boolean isWritten(BatchWriter writer) {
    try {
      writer.write(db.lease, List.of(SALE));
      return true;
    } catch (UnavailableException e) {
      return false;
    }
  }

  private void raise(String condition) {
    db.world
        .sql()
        .execute(
            "create function fail() returns trigger language plpgsql as 'begin raise "
                + condition
                + "; end'");
    db.world
        .sql()
        .execute(
            "create trigger fail before insert on reservation for each row execute function"
                + " fail()");
  }

  private void stopRaising() {
    db.world.sql().execute("drop trigger fail on reservation");
  }
}
