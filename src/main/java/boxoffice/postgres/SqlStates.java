package boxoffice.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.jooq.exception.DataAccessException;

/** Tells failures apart by SQLSTATE, never by message. See appendix A of the PostgreSQL manual. */
final class SqlStates {
  /**
   * Classes that say nothing about the rows: connection (08), transaction state (25), authorization
   * (28) and database (3D), rollback (40), a plan that a migration made stale (0A), resources (53),
   * object not in the needed state, such as locks (55), operator intervention and timeouts (57),
   * system (58). "00" is what jOOQ calls a failure that never reached PostgreSQL.
   */
  private static final Set<String> PASSING =
      Set.of("00", "08", "0A", "25", "28", "3D", "40", "53", "55", "57", "58");

  /** Those of them that waiting alone does not mend. */
  private static final Set<String> STANDING = Set.of("0A", "28", "3D");

  /** Authorization refused (28), no such database (3D). */
  private static final Set<String> MISCONFIGURED = Set.of("28", "3D");

  private static final String CHECK_VIOLATION = "23514";

  private SqlStates() {}

  /**
   * Whether the same statement may well succeed later. Anything else is a refusal of what it says.
   */
  static boolean isPassing(DataAccessException failure) {
    return PASSING.contains(category(failure.sqlState()));
  }

  /**
   * Whether PostgreSQL was away, or the pool still remembers that it was: a pool that waited in
   * vain has no state to tell.
   */
  static boolean isCausedByPassing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null
            || (PASSING.contains(category(state)) && !STANDING.contains(category(state)));
      }
    }
    return false;
  }

  static boolean isCheckViolation(DataAccessException failure) {
    return CHECK_VIOLATION.equals(failure.sqlState());
  }

  static boolean isMisconfiguration(String sqlState) {
    return MISCONFIGURED.contains(category(sqlState));
  }

  private static String category(String sqlState) {
    return sqlState.substring(0, 2);
  }
}
