package boxoffice.redis;

import boxoffice.TestWorld;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Lets nobody write a reservation into PostgreSQL until it is closed; reads go on. */
final class HeldUpWrites implements AutoCloseable {
  private final Connection connection;

  HeldUpWrites(TestWorld world) {
    Map<String, String> settings = world.environment();
    try {
      connection =
          DriverManager.getConnection(
              settings.get("DATABASE_URL"),
              settings.get("DATABASE_USER"),
              settings.get("DATABASE_PASSWORD"));
      connection.setAutoCommit(false);
      try (Statement lock = connection.createStatement()) {
        lock.execute("lock table reservation in exclusive mode");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
