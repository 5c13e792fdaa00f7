package boxoffice.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects as soon as PostgreSQL lets it, however long that takes. The pool, left to itself, pauses
 * up to five seconds after a failure, and so long a PostgreSQL that is back would seem to be away.
 */
final class PersistentDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;
  private static final Duration PAUSE = Duration.ofMillis(200);

  PersistentDataSource(DatabaseSettings settings, Properties properties) {
    setUrl(settings.url());
    setUser(settings.user());
    setPassword(settings.password());
    try {
      for (String name : properties.stringPropertyNames()) {
        setProperty(name, properties.getProperty(name));
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Called by the pool's own thread, which the end of the pool interrupts. */
  @Override
  public Connection getConnection() throws SQLException {
    while (true) {
      try {
        return super.getConnection();
      } catch (SQLException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
