package boxoffice.bench;

import boxoffice.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * The PostgreSQL of a run: as durable as the embedded one is, and it remembers when each
 * transaction was committed.
 */
final class BenchPostgres implements AutoCloseable {
  private static final String STANDARD = "postgres";

  private final EmbeddedPostgres server;
  private final String database;
  private final long process;

  private BenchPostgres(EmbeddedPostgres server, String database, long process) {
    this.server = server;
    this.database = database;
    this.process = process;
  }

  static BenchPostgres start(Path directory) {
    EmbeddedPostgres server = EmbeddedPostgres.start(directory);
    var unset = new BenchPostgres(server, STANDARD, 0);
    unset.execute("alter system set track_commit_timestamp = on");
    server.stop();
    server.start();
    return new BenchPostgres(server, STANDARD, ServerProcess.under(directory));
  }

  /** Another database of the same server, made anew. */
  BenchPostgres database(String name) {
    ask(sql -> sql.execute("drop database if exists {0} with (force)", DSL.name(name)));
    ask(sql -> sql.execute("create database {0}", DSL.name(name)));
    return new BenchPostgres(server, name, process);
  }

  String url() {
    return server.jdbcUrl().replaceFirst("/" + STANDARD + "$", "/" + database);
  }

  String user() {
    return server.user();
  }

  String password() {
    return server.password();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), password());
  }

  <T> T ask(Function<DSLContext, T> question) {
    try (Connection connection = connect()) {
      return question.apply(DSL.using(connection, SQLDialect.POSTGRES));
    } catch (SQLException e) {
      throw new BenchException("PostgreSQL can't be asked: " + e.getMessage(), e);
    }
  }

  void execute(String statement, Object... parameters) {
    ask(sql -> sql.execute(statement, parameters));
  }

  /** A number that PostgreSQL answers, 0 for none. */
  long number(String query, Object... parameters) {
    Number number = (Number) ask(sql -> sql.fetchValue(query, parameters));
    return number == null ? 0 : number.longValue();
  }

  /** The processor time of all its processes. */
  double cpuSeconds() {
    return CpuTime.ofTree(process);
  }

  @Override
  public void close() {
    server.close();
  }
}
