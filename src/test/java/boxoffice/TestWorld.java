package boxoffice;

import boxoffice.embedded.EmbeddedPostgres;
import boxoffice.embedded.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * An empty database of its own and an emptied Redis, for one test or one class. What lives in it
 * outlives the apps that use it.
 */
public final class TestWorld implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String adminUrl;
  private final String databaseUrl;
  private final String user;
  private final String password;
  private final String redisUrl;
  private final Connection connection;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> redis;

  private TestWorld(
      String adminUrl, String databaseUrl, String user, String password, String redisUrl)
      throws SQLException {
    this.adminUrl = adminUrl;
    this.databaseUrl = databaseUrl;
    this.user = user;
    this.password = password;
    this.redisUrl = redisUrl;
    this.connection = connect(databaseUrl, user, password);
    this.client = RedisClient.create(redisUrl);
    this.redis = client.connect();
  }

  /** A world on the servers of this thread. */
  public static TestWorld fresh() {
    return on(TestServers.ofThisThread().redisUrl);
  }

  /** A world on the PostgreSQL of this thread and this Redis. */
  public static TestWorld on(String redisUrl) {
    TestServers servers = TestServers.ofThisThread();
    return on(servers.databaseUrl, servers.databaseUser, servers.databasePassword, redisUrl);
  }

  /** A world on servers of a test's own. */
  public static TestWorld on(EmbeddedPostgres postgres, EmbeddedRedis redis) {
    return on(postgres.jdbcUrl(), postgres.user(), postgres.password(), redis.url());
  }

  private static TestWorld on(String adminUrl, String user, String password, String redisUrl) {
    String name = "boxoffice_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    try (Connection admin = connect(adminUrl, user, password)) {
      DSL.using(admin, SQLDialect.POSTGRES).execute("create database {0}", DSL.name(name));
      String url = adminUrl.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
      var world = new TestWorld(adminUrl, url, user, password, redisUrl);
      world.redis().flushall();
      return world;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(String url, String user, String password) throws SQLException {
    return user.isEmpty()
        ? DriverManager.getConnection(url)
        : DriverManager.getConnection(url, user, password);
  }

  /** The settings of an app that lives in this world. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", "0");
    environment.put("DATABASE_URL", databaseUrl);
    environment.put("DATABASE_USER", user);
    environment.put("DATABASE_PASSWORD", password);
    environment.put("REDIS_URL", redisUrl);
    return environment;
  }

  /**
   * Settings by which requests are waited for as long as it takes: else some would have to be sent
   * again on a machine that is slow at the moment.
   */
  public static Map<String, String> patience() {
    return Stream.of(
            "REQUEST_TIMEOUT_MS",
            "REDIS_TIMEOUT_MS",
            "DATABASE_CONNECTION_WAIT_MS",
            "DATABASE_REQUEST_TIMEOUT_MS")
        .collect(Collectors.toMap(name -> name, _ -> Long.toString(Await.BOUND.toMillis())));
  }

  public DSLContext sql() {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }

  /**
   * How many write changes and wait for a lock: those who have locked a lease, as only changes are
   * written. Those of a process that ended remain until they get the lock.
   */
  public long waitingWriters() {
    return number(
        """
        select count(distinct waiting.pid)
        from pg_locks as writing join pg_locks as waiting using (pid)
          join pg_database on pg_database.oid = writing.database and datname = current_database()
        where writing.relation = 'lease'::regclass and writing.mode = 'RowShareLock'
          and writing.granted and not waiting.granted
        """);
  }

  /** The event and the user of the demo data that the examples of the API document name. */
  public void insertWhatExamplesName() {
    sql().execute("insert into \"user\" (id, name) values (123, 'User 123')");
    sql()
        .execute(
            "insert into event (id, name, total_tickets, available_tickets, version)"
                + " values (1, 'IU Concert', 500, 500, 0)");
  }

  public RedisCommands<String, String> redis() {
    return redis.sync();
  }

  /** A number that PostgreSQL answers. */
  public long number(String query, Object... parameters) {
    Number number = (Number) sql().fetchValue(query, parameters);
    return number == null ? 0 : number.longValue();
  }

  @Override
  public void close() {
    client.shutdown();
    try {
      connection.close();
      try (Connection admin = connect(adminUrl, user, password)) {
        String name = databaseUrl.replaceFirst(".*/([^/?]*).*", "$1");
        DSL.using(admin, SQLDialect.POSTGRES)
            .execute("drop database if exists {0} with (force)", DSL.name(name));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
