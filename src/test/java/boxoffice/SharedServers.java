package boxoffice;

import boxoffice.embedded.EmbeddedPostgres;
import boxoffice.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A PostgreSQL and a Redis of a test's own, which several jars share. */
final class SharedServers implements AutoCloseable {
  private final Path directory = TestServers.temporaryDirectory();
  private final EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
  private final EmbeddedRedis redis = EmbeddedRedis.start(directory);
  private final AtomicInteger jars = new AtomicInteger();
  private final Connection connection = connect();

  /** Starts an instance; it need not sell yet. */
  JarProcess startJar() {
    return startJar(Map.of());
  }

  /** With settings beside or in place of those that say where the servers are. */
  JarProcess startJar(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("DATABASE_URL", postgres.jdbcUrl());
    all.putIfAbsent("DATABASE_USER", postgres.user());
    all.putIfAbsent("DATABASE_PASSWORD", postgres.password());
    all.putIfAbsent("REDIS_URL", redis.url());
    return JarProcess.start(directory.resolve("jar-" + jars.incrementAndGet()), all);
  }

  EmbeddedPostgres postgres() {
    return postgres;
  }

  EmbeddedRedis redis() {
    return redis;
  }

  DSLContext sql() {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }

  /** Lets nobody write a reservation until it is closed; reads go on. */
  HeldUp holdWritesUp() {
    Connection holder = connect();
    DSLContext lock = DSL.using(holder, SQLDialect.POSTGRES);
    lock.execute("begin");
    lock.execute("lock table reservation in exclusive mode");
    return () -> close(holder);
  }

  private Connection connect() {
    try {
      return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    close(connection);
    redis.close();
    postgres.close();
  }

  /** Ends when it is closed. */
  interface HeldUp extends AutoCloseable {
    @Override
    void close();
  }
}
