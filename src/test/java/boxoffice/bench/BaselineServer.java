package boxoffice.bench;

import boxoffice.Config;
import boxoffice.ConfiguredDatabase;
import boxoffice.http.BaselineRoutes;
import boxoffice.http.HttpServer;
import boxoffice.postgres.ConditionalUpdateCounter;
import boxoffice.postgres.Database;
import boxoffice.postgres.IdempotentRequests;
import boxoffice.postgres.ReservationIdBlocks;
import boxoffice.postgres.ReservationTable;
import boxoffice.postgres.RowLockCounter;
import boxoffice.postgres.UserTable;
import boxoffice.reservation.ReservationService;
import boxoffice.reservation.TicketCounter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What the product is compared with, in the same HTTP server with the same settings: its own
 * ceiling, which touches no store, and its own routes and services with a decision in PostgreSQL.
 */
public final class BaselineServer {
  private static final long REFILL_MILLIS = 1_000;

  private BaselineServer() {}

  /** Which one. */
  enum Kind {
    CEILING,
    ROW_LOCK,
    CONDITIONAL_UPDATE;

    /** What its log is called. */
    String file() {
      return name().toLowerCase(Locale.ROOT) + ".log";
    }
  }

  /** Settings come from the environment as the product's do; the argument says which one. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    switch (Kind.valueOf(arguments[0])) {
      case CEILING -> closeAtTheEnd(BaselineRoutes.ceiling(Config.read(environment).http()));
      case ROW_LOCK -> sell(environment, RowLockCounter::new);
      case CONDITIONAL_UPDATE -> sell(environment, ConditionalUpdateCounter::new);
    }
  }

  private static void sell(
      Map<String, String> environment, Function<Database, TicketCounter> counter) {
    Config config = Config.read(environment);
    var database = new Database(ConfiguredDatabase.of(environment));
    var ids = new ReservationIdBlocks(database, config.idBlocks());
    ids.refill();
    ScheduledExecutorService refilling =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    ScheduledFuture<?> _ =
        refilling.scheduleWithFixedDelay(
            ids::refill, REFILL_MILLIS, REFILL_MILLIS, TimeUnit.MILLISECONDS);
    var reservations =
        new ReservationService(
            new UserTable(database, new IdempotentRequests(database, Duration.ofDays(1))),
            counter.apply(database),
            new ReservationTable(database),
            ids,
            config.patience());
    closeAtTheEnd(BaselineRoutes.reserving(config.http(), reservations), database);
  }

  private static void closeAtTheEnd(HttpServer server, Database database) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  database.close();
                }));
  }

  private static void closeAtTheEnd(HttpServer server) {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
  }
}
