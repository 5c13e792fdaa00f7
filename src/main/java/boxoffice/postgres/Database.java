package boxoffice.postgres;

import boxoffice.reservation.UnavailableException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Two pools of connections to PostgreSQL: one for requests, whose every wait is short, and one for
 * the work behind them, so that neither can starve the other.
 */
public final class Database implements AutoCloseable {
  private final HikariDataSource requestPool;
  private final HikariDataSource backgroundPool;
  private final DSLContext requests;
  private final DSLContext background;

  public Database(DatabaseSettings settings) {
    this.requestPool =
        pool("requests", settings, settings.requestConnections(), settings.requestTimeout());
    this.backgroundPool =
        pool(
            "background", settings, settings.backgroundConnections(), settings.backgroundTimeout());
    this.requests = context(requestPool);
    this.background = context(backgroundPool);
  }

  private static HikariDataSource pool(
      String name, DatabaseSettings settings, int size, Duration timeout) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setConnectionTimeout(settings.connectionWait().toMillis());
    config.setValidationTimeout(settings.connectionWait().toMillis());
    // PostgreSQL may be away at the start: it is waited for elsewhere.
    config.setInitializationFailTimeout(-1);
    // A server that hangs, and one that is gone without a word, are given up; a statement nobody
    // waits for ends by itself.
    config.addDataSourceProperty(
        "socketTimeout", Long.toString(timeout.plusMillis(999).toSeconds()));
    config.addDataSourceProperty("connectTimeout", "1");
    config.addDataSourceProperty("loginTimeout", "2");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", "boxoffice-" + name);
    config.setConnectionInitSql(
        "set statement_timeout = "
            + timeout.toMillis()
            + "; set idle_in_transaction_session_timeout = "
            + timeout.toMillis());
    return new HikariDataSource(config);
  }

  private static DSLContext context(DataSource pool) {
    return DSL.using(
        pool,
        SQLDialect.POSTGRES,
        new Settings().withExecuteLogging(false).withRenderSchema(false));
  }

  /** For what a request waits for. */
  <T> T request(Function<DSLContext, T> work) {
    return translated(requests, work);
  }

  /** For what nobody waits for. */
  <T> T background(Function<DSLContext, T> work) {
    return translated(background, work);
  }

  DSLContext backgroundContext() {
    return background;
  }

  DataSource backgroundPool() {
    return backgroundPool;
  }

  private static <T> T translated(DSLContext context, Function<DSLContext, T> work) {
    try {
      return work.apply(context);
    } catch (DataAccessException e) {
      if (SqlStates.isPassing(e)) {
        throw new UnavailableException("PostgreSQL: " + innermost(e), e);
      }
      throw e;
    }
  }

  static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message.replace('\n', ' ');
  }

  /** Whether PostgreSQL answers right now. */
  public boolean isUp() {
    try {
      requests.selectOne().execute();
      return true;
    } catch (DataAccessException e) {
      return false;
    }
  }

  @Override
  public void close() {
    requestPool.close();
    backgroundPool.close();
  }
}
