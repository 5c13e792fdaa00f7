package boxoffice.postgres;

import boxoffice.Await;
import boxoffice.TestWorld;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.Lease;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Duration;
import java.time.Instant;

/** A migrated database of its own, reached as the service reaches it. */
final class TestDatabase implements AutoCloseable {
  static final Duration CONNECTION_WAIT = Duration.ofMillis(300);
  static final Instant SOLD = Instant.parse("2026-01-02T03:04:05.678901Z");

  final TestWorld world = TestWorld.fresh();
  final Database database = new Database(settings(world));

  /** Of a test that writes as an instance does; none before the migrations. */
  Lease lease;

  /** Brought up to date. */
  static TestDatabase migrated() {
    var fresh = new TestDatabase();
    new Migrations(fresh.database, settings(fresh.world)).run();
    fresh.lease = new LeaseTable(fresh.database).take();
    return fresh;
  }

  static DatabaseSettings settings(TestWorld world) {
    return settings(world.environment().get("DATABASE_URL"), world);
  }

  static DatabaseSettings settings(String url, TestWorld world) {
    return settings(
        url,
        world.environment().get("DATABASE_USER"),
        world.environment().get("DATABASE_PASSWORD"));
  }

  static DatabaseSettings settings(String url, String user, String password) {
    return new DatabaseSettings(
        url, user, password, 4, 8, CONNECTION_WAIT, Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  /** Gives a server up that has not answered for a second. */
  static Database impatient(String url, TestWorld world) {
    DatabaseSettings patient = settings(url, world);
    return new Database(
        new DatabaseSettings(
            url,
            patient.user(),
            patient.password(),
            1,
            1,
            patient.connectionWait(),
            patient.requestTimeout(),
            patient.requestTimeout()));
  }

  /** Reached over so many connections for requests. */
  Database withConnections(int connections) {
    return new Database(with(world, connections, 1, CONNECTION_WAIT));
  }

  /** With a single connection, for which requests wait as long as they may. */
  Database single() {
    return new Database(with(world, 1, 1, Await.BOUND));
  }

  /** Whose pools may grow as slowly as the machine lets them. */
  Database patient() {
    return new Database(patient(world));
  }

  static DatabaseSettings patient(TestWorld world) {
    DatabaseSettings usual = settings(world);
    return with(world, usual.requestConnections(), usual.backgroundConnections(), Await.BOUND);
  }

  private static DatabaseSettings with(
      TestWorld world, int requests, int background, Duration connectionWait) {
    DatabaseSettings usual = settings(world);
    return new DatabaseSettings(
        usual.url(),
        usual.user(),
        usual.password(),
        requests,
        background,
        connectionWait,
        usual.requestTimeout(),
        usual.backgroundTimeout());
  }

  /** For a request that waits as long as the service's do. */
  static Deadline soon() {
    return Deadline.after(Duration.ofMillis(1_500));
  }

  /**
   * Of all but users, to begin anew with event 1. Events are kept, so the owner of their table has
   * to lift that.
   */
  void empty() {
    world
        .sql()
        .execute(
            """
            alter table event disable trigger event_stays;
            truncate reservation, event, failed_write restart identity;
            alter table event enable trigger event_stays;
            """);
  }

  /** Events 1, 2, … with this many tickets each. */
  void events(int count, int tickets) {
    world
        .sql()
        .execute(
            "insert into event (name, total_tickets, available_tickets, version)"
                + " select 'Event', ?, ?, 0 from generate_series(1, ?)",
            tickets,
            tickets,
            count);
  }

  /** Users 1, 2, … */
  void users(int count) {
    world
        .sql()
        .execute("insert into \"user\" (name) select 'Kim' from generate_series(1, ?)", count);
  }

  long available(long eventId) {
    return world.number("select available_tickets from event where id = ?", eventId);
  }

  /** Every row and number that a write may touch. */
  String contents() {
    return world.sql().fetch("select * from reservation order by id").formatCSV()
        + world.sql().fetch("select id, available_tickets from event order by id").formatCSV();
  }

  /** The n-th reservation of an event, confirmed. */
  static Reservation confirmed(long number, long eventId, long userId) {
    return new Reservation(
        number * 16 + eventId % 16, eventId, userId, Status.CONFIRMED, SOLD, SOLD);
  }

  static Reservation cancelled(Reservation reservation) {
    return reservation.cancelledAt(SOLD.plusSeconds(1));
  }

  @Override
  public void close() {
    database.close();
    world.close();
  }
}
