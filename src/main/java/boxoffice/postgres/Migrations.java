package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.PARTITIONING;

import boxoffice.reservation.Partition;
import boxoffice.reservation.UnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;

/**
 * Brings the schema up to date, from {@code sql/}. Several instances may do so at once: Flyway lets
 * them take turns.
 */
public final class Migrations {
  private static final int OLDEST_VERSION = 140_000;

  private final Database database;
  private final DatabaseSettings settings;

  public Migrations(Database database, DatabaseSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * Brings it up to date and checks what the program relies on.
   *
   * @throws UnavailableException when PostgreSQL is merely away; waiting may help
   * @throws UnsuitableDatabaseException when it is not
   */
  public void run() {
    checkServer();
    try {
      migrate();
    } catch (FlywayException e) {
      if (SqlStates.isCausedByPassing(e)) {
        throw new UnavailableException(Database.innermost(e), e);
      }
      throw new UnsuitableDatabaseException(
          "DATABASE_URL: the schema can't be brought up to date: " + Database.innermost(e));
    }
    int partitions = database.background(Migrations::partitions);
    if (partitions != Partition.COUNT) {
      throw new UnsuitableDatabaseException(
          "DATABASE_URL: this database has "
              + partitions
              + " partitions, this program "
              + Partition.COUNT);
    }
  }

  /** What is there to do may take long, and has a connection without a timeout; a look has not. */
  private void migrate() {
    FluentConfiguration flyway =
        Flyway.configure().locations("classpath:sql").baselineOnMigrate(false);
    flyway.dataSource(database.backgroundPool());
    if (flyway.load().info().pending().length > 0) {
      flyway.dataSource(settings.url(), settings.user(), settings.password());
    }
    flyway.load().migrate();
  }

  private static int partitions(DSLContext sql) {
    return sql.select(PARTITIONING.PARTITIONS).from(PARTITIONING).fetchSingle().value1();
  }

  /**
   * Asks without the pool, which would wait on a wrong password as it does on a server that is
   * away.
   */
  private void checkServer() {
    var properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("connectTimeout", "1");
    properties.setProperty("socketTimeout", "2");
    try (Connection connection = DriverManager.getConnection(settings.url(), properties);
        var version = connection.createStatement().executeQuery("show server_version_num")) {
      version.next();
      if (version.getInt(1) < OLDEST_VERSION) {
        throw new UnsuitableDatabaseException("DATABASE_URL: PostgreSQL 14 or newer is needed");
      }
    } catch (SQLException e) {
      String state = e.getSQLState();
      if (state != null && SqlStates.isMisconfiguration(state)) {
        throw new UnsuitableDatabaseException(
            "DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD: PostgreSQL lets us not in: "
                + Database.innermost(e));
      }
      throw new UnavailableException(Database.innermost(e), e);
    }
  }
}
