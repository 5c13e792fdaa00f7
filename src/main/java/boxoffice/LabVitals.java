package boxoffice;

import boxoffice.lab.Vitals;
import boxoffice.postgres.Database;
import boxoffice.redis.Redis;
import boxoffice.reservation.Deadline;
import java.time.Duration;

/** How the lab looks at the servers. */
record LabVitals(Redis redis, Database database) implements Vitals {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  @Override
  public boolean redisIsUp() {
    return redis.state() == Redis.State.UP;
  }

  @Override
  public boolean postgresIsUp() {
    return database.isUp(Deadline.after(PATIENCE));
  }

  @Override
  public long rebuilds() {
    return redis.rebuilds();
  }
}
