package boxoffice.postgres;

import boxoffice.reservation.BoundWork;
import boxoffice.reservation.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DataSourceConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of a pool, each of which is cut off when the work that has it is given up. */
final class CutOffConnections implements ConnectionProvider {
  private static final Logger log = LoggerFactory.getLogger(CutOffConnections.class);

  private final ConnectionProvider pool;

  CutOffConnections(DataSource pool) {
    this.pool = new DataSourceConnectionProvider(pool);
  }

  @Override
  public Connection acquire() throws DataAccessException {
    Connection connection = pool.acquire();
    try {
      BoundWork.opened(connection, () -> cutOff(connection));
      return connection;
    } catch (UnavailableException e) {
      pool.release(connection);
      throw e;
    }
  }

  @Override
  public void release(Connection connection) throws DataAccessException {
    BoundWork.closed(connection);
    pool.release(connection);
  }

  private static void cutOff(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      log.debug("a connection could not be cut off, its statement ends by its timeout", e);
    }
  }
}
