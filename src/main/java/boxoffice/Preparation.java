package boxoffice;

import boxoffice.postgres.Database;
import boxoffice.postgres.DatabaseSettings;
import boxoffice.postgres.DemoData;
import boxoffice.postgres.Migrations;
import boxoffice.postgres.ReservationIdBlocks;
import boxoffice.redis.Redis;
import boxoffice.reservation.Membership;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done before anything is sold. Waits for servers that are away, until the service
 * is closed.
 *
 * @param demoData whether an empty database is filled with something to look at
 */
record Preparation(
    Database database,
    DatabaseSettings settings,
    boolean demoData,
    Redis redis,
    ReservationIdBlocks ids,
    Membership membership,
    BooleanSupplier closing) {
  private static final Logger log = LoggerFactory.getLogger(Preparation.class);
  private static final Duration POSTGRES_PAUSE = Duration.ofMillis(200);
  private static final Duration REDIS_PAUSE = Duration.ofMillis(20);

  /** Brings the schema up to date, and takes what selling needs of PostgreSQL. */
  void ofPostgres() throws InterruptedException {
    boolean waiting = false;
    while (!closing.getAsBoolean()) {
      try {
        migrate();
        return;
      } catch (UnavailableException e) {
        if (!waiting) {
          log.warn("PostgreSQL is away, the start waits for it: {}", e.getMessage());
        }
        waiting = true;
        refuseUnsuitableRedis();
        Thread.sleep(POSTGRES_PAUSE);
      }
    }
  }

  private void migrate() {
    new Migrations(database, settings).run();
    ids.refill();
    membership.join();
    if (demoData && new DemoData(database).createIfEmpty()) {
      log.info(
          "created demo data: event 1 \"IU Concert\" with 500 tickets, two more events, users 1 to"
              + " 1000");
    }
  }

  /** Until it is there and its state is whole. */
  void ofRedis() throws InterruptedException {
    while (redis.state() != Redis.State.UP && !closing.getAsBoolean()) {
      refuseUnsuitableRedis();
      Thread.sleep(REDIS_PAUSE);
    }
  }

  private void refuseUnsuitableRedis() {
    redis
        .unsuitable()
        .ifPresent(
            unsuitable -> {
              throw unsuitable;
            });
  }
}
