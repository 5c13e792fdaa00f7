package boxoffice.postgres;

import java.time.Duration;

/**
 * Where PostgreSQL is, and how long to wait for it.
 *
 * @param connectionWait how long to wait for a free connection of the pool
 * @param requestTimeout how long a statement may take while a request waits for it, at least one
 *     second
 * @param backgroundTimeout how long a statement may take otherwise
 */
public record DatabaseSettings(
    String url,
    String user,
    String password,
    int requestConnections,
    int backgroundConnections,
    Duration connectionWait,
    Duration requestTimeout,
    Duration backgroundTimeout) {

  /** Without the password, also one among the parameters. */
  @Override
  public String toString() {
    return url.replaceFirst("\\?.*", "") + " as " + user;
  }
}
