package boxoffice.bench;

import boxoffice.bench.Results.ClosedRun;
import boxoffice.postgres.Database;
import boxoffice.postgres.DatabaseSettings;
import boxoffice.postgres.Migrations;
import boxoffice.reservation.Partition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/**
 * What it takes to put rows of reservations into PostgreSQL, and nothing else: batches of them into
 * the product's own table, with all its indexes and constraints, in a database of their own.
 */
final class InsertAlone {
  private static final int BATCH = 2_000; // as the product's
  private static final String INSERT =
      """
      insert into reservation (id, user_id, event_id, status, created_at, modified_at)
      select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
        ?::timestamptz[], ?::timestamptz[])
      """;
  private static final String SELL =
      "update event set available_tickets = available_tickets - ? where id = ?";

  private final BenchPostgres database;
  private final int users;
  private long rows;

  private InsertAlone(BenchPostgres database, int users) {
    this.database = database;
    this.users = users;
  }

  static InsertAlone in(BenchPostgres server, int users) {
    BenchPostgres database = server.database("bench_insert");
    Duration wait = Duration.ofSeconds(10);
    var settings =
        new DatabaseSettings(
            database.url(), database.user(), database.password(), 1, 4, wait, wait, wait);
    try (var migrated = new Database(settings)) {
      new Migrations(migrated, settings).run();
    }
    Events.addUsers(database, 1, users);
    return new InsertAlone(database, users);
  }

  ClosedRun run(int round, double seconds) {
    long event = new Events(database).fresh();
    double client = CpuTime.ofThisProcess();
    double before = database.cpuSeconds();
    double server;
    var latencies = new Latencies();
    long inserted = 0;
    long begin = System.nanoTime();
    long now = begin;
    try (Connection connection = database.connect();
        PreparedStatement insert = connection.prepareStatement(INSERT);
        PreparedStatement sell = connection.prepareStatement(SELL)) {
      connection.setAutoCommit(false);
      while (now - begin < seconds * 1e9) {
        insert(connection, insert, sell, event + inserted / users);
        inserted += BATCH;
        long start = now;
        now = System.nanoTime();
        latencies.record(now - start);
      }
      server = database.cpuSeconds() - before; // while its process is there to be asked
    } catch (SQLException e) {
      throw new BenchException("Rows can't be inserted: " + e.getMessage(), e);
    }
    return new ClosedRun(
        Contender.INSERT_ALONE.name(),
        round,
        1,
        (now - begin) / 1e9,
        inserted,
        0,
        Map.of(CpuMeter.POSTGRES, server, CpuMeter.LOAD, CpuTime.ofThisProcess() - client),
        latencies.told());
  }

  private void insert(
      Connection connection, PreparedStatement insert, PreparedStatement sell, long event)
      throws SQLException {
    Long[] ids = new Long[BATCH];
    Long[] userIds = new Long[BATCH];
    for (int i = 0; i < BATCH; i++) {
      ids[i] = Partition.reservationId(++rows, Partition.ofEvent(event));
      userIds[i] = rows % users + 1;
    }
    OffsetDateTime[] now = new OffsetDateTime[BATCH];
    Arrays.fill(now, OffsetDateTime.now(ZoneOffset.UTC));
    Long[] events = new Long[BATCH];
    Arrays.fill(events, event);
    String[] statuses = new String[BATCH];
    Arrays.fill(statuses, "CONFIRMED");
    insert.setArray(1, connection.createArrayOf("bigint", ids));
    insert.setArray(2, connection.createArrayOf("bigint", userIds));
    insert.setArray(3, connection.createArrayOf("bigint", events));
    insert.setArray(4, connection.createArrayOf("text", statuses));
    insert.setArray(5, connection.createArrayOf("timestamptz", now));
    insert.setArray(6, connection.createArrayOf("timestamptz", now));
    insert.executeUpdate();
    sell.setInt(1, BATCH);
    sell.setLong(2, event);
    sell.executeUpdate();
    connection.commit();
  }
}
