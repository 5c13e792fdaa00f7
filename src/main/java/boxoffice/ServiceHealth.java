package boxoffice;

import boxoffice.http.Health;
import boxoffice.http.HealthReport;
import boxoffice.http.HealthReport.Readiness;
import boxoffice.postgres.Database;
import boxoffice.redis.Redis;
import boxoffice.reservation.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;

/**
 * Whether the service can sell: with Redis, yes, also while PostgreSQL is away; without Redis, no.
 */
final class ServiceHealth implements Health {
  /** Those who probe us don't wait for long. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Redis redis;
  private final Database database;
  private volatile boolean started;

  ServiceHealth(Redis redis, Database database) {
    this.redis = redis;
    this.database = database;
  }

  void start() {
    started = true;
  }

  @Override
  public boolean started() {
    return started;
  }

  @Override
  public HealthReport report() {
    boolean databaseIsUp = database.isUp(Deadline.after(PATIENCE));
    var dependencies = new LinkedHashMap<String, String>();
    dependencies.put("redis", redis.state().name().toLowerCase(Locale.ROOT));
    dependencies.put("postgresql", databaseIsUp ? "up" : "down");
    if (!started || redis.state() != Redis.State.UP) {
      return new HealthReport(Readiness.UNAVAILABLE, dependencies);
    }
    return new HealthReport(databaseIsUp ? Readiness.READY : Readiness.DEGRADED, dependencies);
  }
}
