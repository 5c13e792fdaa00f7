package boxoffice.chaos;

import boxoffice.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** The PostgreSQL of a run, with what may be done to it. */
final class PostgresHost implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final EmbeddedPostgres server;
  private final Freezer freezer;
  private Optional<Connection> locking = Optional.empty();

  PostgresHost(Path directory) {
    this.server = EmbeddedPostgres.start(directory);
    this.freezer = new Freezer(directory);
  }

  String url() {
    return server.jdbcUrl();
  }

  String user() {
    return server.user();
  }

  String password() {
    return server.password();
  }

  /** On a connection of its own: those of before may have died. */
  <T> T ask(Function<DSLContext, T> question) {
    try (Connection connection = connect()) {
      return question.apply(DSL.using(connection, SQLDialect.POSTGRES));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of it or nothing; again after a deadlock with those whom it disturbs. */
  void execute(String sql) {
    for (int attempt = 1; ; attempt++) {
      try {
        ask(
            context -> {
              context.transaction(transaction -> transaction.dsl().execute(sql));
              return sql;
            });
        return;
      } catch (DataAccessException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  long number(String sql) {
    Number number = (Number) ask(context -> context.fetchValue(sql));
    return number == null ? 0 : number.longValue();
  }

  /** Whoever writes into the table waits until {@link #unlock}; reading goes on. */
  void lock(String table) {
    try {
      Connection connection = connect();
      locking = Optional.of(connection);
      connection.setAutoCommit(false);
      DSL.using(connection, SQLDialect.POSTGRES)
          .execute("lock table {0} in exclusive mode", DSL.name(table));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void unlock() {
    try {
      if (locking.isPresent()) {
        locking.get().close();
      }
      locking = Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), password());
  }

  void freeze() {
    freezer.freeze();
  }

  void thaw() {
    freezer.thaw();
  }

  void kill() {
    server.kill();
  }

  void stop() {
    server.stop();
  }

  void start() {
    server.start();
  }

  /** Killed first: it may be frozen, and nobody needs its data any more. */
  @Override
  public void close() {
    server.kill();
    server.close();
  }
}
