package boxoffice.postgres;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.UnavailableException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Two pools of connections to PostgreSQL: one for requests, whose every wait is short, and one for
 * the work behind them, so that neither can starve the other.
 *
 * <p>A request has one {@link Deadline} for all that it asks, and waits for no single answer but
 * for the whole of the work: the pool, each statement, the commit, and whatever the driver reads in
 * between. Timeouts of statements and sockets alone would add up, and a server that sends a byte
 * now and then would wind them up anew each time; they are here for what nobody waits for.
 */
public final class Database implements AutoCloseable {
  /**
   * A process that stands still in the middle of a transaction holds the locks of its rows no
   * longer than this: PostgreSQL ends its session, and the work is done again.
   */
  private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(2);

  /**
   * So many requests for each connection may ask or wait for one. More of them would wait in vain,
   * and take the places of those that need no PostgreSQL.
   */
  private static final int REQUESTS_PER_CONNECTION = 16;

  private final DatabaseSettings settings;
  private final HikariDataSource requestPool;
  private final HikariDataSource backgroundPool;
  private final Semaphore places;
  private final DSLContext requests;
  private final DSLContext background;

  public Database(DatabaseSettings settings) {
    this.settings = settings;
    this.requestPool =
        pool("requests", settings, settings.requestConnections(), settings.requestTimeout());
    this.backgroundPool =
        pool(
            "background", settings, settings.backgroundConnections(), settings.backgroundTimeout());
    this.places = new Semaphore(REQUESTS_PER_CONNECTION * settings.requestConnections());
    this.requests = context(requestPool);
    this.background = context(backgroundPool);
  }

  private static HikariDataSource pool(
      String name, DatabaseSettings settings, int size, Duration timeout) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(new PersistentDataSource(settings, properties(name, timeout)));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setConnectionTimeout(settings.connectionWait().toMillis());
    config.setValidationTimeout(settings.connectionWait().toMillis());
    // PostgreSQL may be away at the start: it is waited for elsewhere.
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(
        "set statement_timeout = "
            + timeout.toMillis()
            + "; set idle_in_transaction_session_timeout = "
            + IDLE_IN_TRANSACTION.toMillis());
    return new HikariDataSource(config);
  }

  /**
   * A server that hangs, and one that is gone without a word, are given up; a statement nobody
   * waits for ends by itself.
   */
  private static Properties properties(String name, Duration timeout) {
    var properties = new Properties();
    properties.setProperty("socketTimeout", Long.toString(timeout.plusMillis(999).toSeconds()));
    properties.setProperty("connectTimeout", "1");
    properties.setProperty("loginTimeout", "1");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "boxoffice-" + name);
    return properties;
  }

  private static DSLContext context(DataSource pool) {
    return DSL.using(
        new CutOffConnections(pool),
        SQLDialect.POSTGRES,
        new Settings().withExecuteLogging(false).withRenderSchema(false));
  }

  /**
   * For what a request waits for, no longer than until its deadline. Where that passes, the
   * connection is given up with the work; PostgreSQL may still do what it was asked last.
   *
   * @throws UnavailableException if too many requests ask PostgreSQL now, or it does not answer
   */
  <T> T request(Deadline deadline, Function<DSLContext, T> work) {
    if (!places.tryAcquire()) {
      throw new UnavailableException("too many requests wait for PostgreSQL");
    }
    try {
      return deadline.bound(() -> translated(requests, work));
    } finally {
      places.release();
    }
  }

  /** For what nobody waits for. */
  <T> T background(Function<DSLContext, T> work) {
    return translated(background, work);
  }

  /**
   * For reading much in many small steps, from one snapshot. Each step is as quick as a statement
   * of a request; between two of them there may be time, since nobody waits for the locks of a
   * reader.
   */
  <T> T backgroundSnapshot(Function<DSLContext, T> read) {
    return background(
        sql ->
            sql.transactionResult(
                inside -> {
                  int millis = (int) settings.requestTimeout().toMillis();
                  inside.dsl().connection(c -> c.setNetworkTimeout(Runnable::run, millis));
                  inside
                      .dsl()
                      .execute(
                          "set transaction isolation level repeatable read, read only;"
                              + " set local statement_timeout = {0};"
                              + " set local idle_in_transaction_session_timeout = {1}",
                          DSL.inline(millis), DSL.inline(settings.backgroundTimeout().toMillis()));
                  return read.apply(inside.dsl());
                }));
  }

  /** Has both pools measured. To be called once. */
  public void measurePools(MetricsTrackerFactory meters) {
    requestPool.setMetricsTrackerFactory(meters);
    backgroundPool.setMetricsTrackerFactory(meters);
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

  /** In one line, whatever is in it: it may quote a name that a client chose. */
  static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : NOT_IN_A_LINE.matcher(message).replaceAll(" ");
  }

  /** Whether PostgreSQL answers right now. */
  public boolean isUp(Deadline deadline) {
    try { // However many requests ask it: its being busy is not its being away.
      return deadline.bound(() -> translated(requests, sql -> sql.selectOne().execute() == 1));
    } catch (UnavailableException | DataAccessException e) {
      return false;
    }
  }

  @Override
  public void close() {
    requestPool.close();
    backgroundPool.close();
  }
}
