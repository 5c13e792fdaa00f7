package boxoffice;

import boxoffice.auth.OwnCredential;
import boxoffice.auth.Tokens;
import boxoffice.http.Entrance;
import boxoffice.http.Gate;
import boxoffice.http.HttpServer;
import boxoffice.http.Limits;
import boxoffice.http.Services;
import boxoffice.lab.Lab;
import boxoffice.lab.Stage;
import boxoffice.metrics.Metrics;
import boxoffice.metrics.PostgresWatch;
import boxoffice.postgres.BatchWriter;
import boxoffice.postgres.Database;
import boxoffice.postgres.EventBooks;
import boxoffice.postgres.EventSnapshotReader;
import boxoffice.postgres.EventTable;
import boxoffice.postgres.FailedWriteTable;
import boxoffice.postgres.IdempotentRequests;
import boxoffice.postgres.LeaseTable;
import boxoffice.postgres.ReservationIdBlocks;
import boxoffice.postgres.ReservationTable;
import boxoffice.postgres.SavedRows;
import boxoffice.postgres.UserTable;
import boxoffice.redis.Redis;
import boxoffice.reservation.Audit;
import boxoffice.reservation.EventFeed;
import boxoffice.reservation.EventService;
import boxoffice.reservation.LateOffers;
import boxoffice.reservation.Membership;
import boxoffice.reservation.ReservationService;
import boxoffice.reservation.TicketCounter;
import boxoffice.reservation.UserService;
import boxoffice.writebehind.Jobs;
import boxoffice.writebehind.WayHome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The object graph: what the service is made of, started in order and closed in reverse.
 *
 * <p>A request comes in at the {@link HttpServer}, is decided by the {@link TicketCounter} and
 * answered; the change goes home to PostgreSQL by the {@link WayHome}.
 */
public final class App implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(App.class);
  private static final Duration FEED_PAUSE = Duration.ofMillis(500);
  private static final Duration ID_REFILL_PAUSE = Duration.ofSeconds(1);
  private static final Duration KEY_PAUSE = Duration.ofMinutes(10);
  private static final Duration LATE_OFFERS_PAUSE = Duration.ofMillis(500);

  private final Metrics metrics = new Metrics();
  private final Servers servers;
  private final Database database;
  private final Redis redis;
  private final Membership membership;
  private final WayHome wayHome;
  private final Jobs jobs = new Jobs();
  private final EventFeed feed;
  private final IdempotentRequests requests;
  private final ReservationIdBlocks ids;
  private final LateOffers lateOffers;
  private final Audit audit;
  private final PostgresWatch postgresWatch;
  private final ServiceHealth health;
  private final Optional<Tokens> tokens;
  private final Lab lab;
  private final HttpServer http;
  private volatile boolean closing;

  /**
   * Builds the service, which listens when this returns but answers 503 until {@link #start} is
   * through.
   *
   * @throws RuntimeException whose message is one line for an operator when an embedded server or
   *     the port can't be had
   */
  public App(Config config) {
    servers = Servers.start(config);
    database = new Database(servers.database());
    redis = new Redis(servers.redisUrl(), config.redisTimeout(), metrics.redisCalls());
    membership =
        new Membership(
            new LeaseTable(database),
            config.lease(),
            () -> redis.hasAnsweredWithin(config.lease()));
    var failedWrites = new FailedWriteTable(database);
    postgresWatch = metrics.watch(failedWrites);
    wayHome =
        new WayHome(
            metrics.measured(new BatchWriter(database), redis.unsavedChanges()::now),
            redis.unsavedChanges(),
            metrics.measured(failedWrites),
            membership,
            config.writeBehind(),
            Clock.systemUTC(),
            config.patience());
    TicketCounter tickets =
        redis.start(
            config.redisLimits(),
            wayHome.writeBehind(),
            membership,
            new EventSnapshotReader(database));
    requests = new IdempotentRequests(database, config.keyLife());
    var events = new EventTable(database, requests);
    feed = new EventFeed(events, tickets);
    ids = new ReservationIdBlocks(database, config.idBlocks());
    var users = new UserTable(database, requests);
    var books = new ReservationTable(database);
    lateOffers = new LateOffers(tickets, books, wayHome.writeBehind(), config.patience());
    var reservations = new ReservationService(users, tickets, books, ids, config.patience());
    audit =
        new Audit(
            EventBooks.forRequests(database),
            EventBooks.inBackground(database),
            redis.counterLook(),
            tickets,
            feed,
            config.audit(),
            membership::looksAfter,
            config.patience());
    health = new ServiceHealth(redis, database);
    var eventService = new EventService(events, tickets, feed, config.patience());
    var own = OwnCredential.random();
    tokens = config.tokens().map(settings -> Tokens.of(settings, own, Clock.systemUTC()));
    var entrance =
        new Entrance(
            tokens.map(Gate::askingFor).orElseGet(() -> Gate.open(config.names())),
            new Limits(config.limits()));
    lab =
        new Lab(
            config.lab(),
            new Stage(
                eventService,
                users,
                new SavedRows(database),
                () -> config.http().reachedAt(port()),
                own),
            servers.breakables(),
            new LabVitals(metrics, reservations, wayHome, redis, database, failedWrites),
            Clock.systemUTC());
    var services =
        new Services(
            reservations,
            eventService,
            new UserService(users, config.patience()),
            wayHome.failedWrites(),
            audit,
            health,
            entrance,
            metrics,
            lab);
    metrics.watch(database, redis, membership, wayHome);
    metrics.watch(reservations, requests, ids, lateOffers, audit, health);
    metrics.watch(entrance, tokens);
    try {
      http = HttpServer.start(config.http(), services, metrics.requests());
      metrics.watch(http);
    } catch (RuntimeException e) {
      closeBehindHttp();
      throw e;
    }
  }

  /**
   * Waits for PostgreSQL and Redis if they are away, brings the schema up to date, and begins to
   * sell.
   *
   * @throws RuntimeException whose message is one line for an operator when waiting does not help
   */
  public void start() throws InterruptedException {
    try {
      startSelling();
    } catch (RuntimeException e) {
      if (closing) {
        return; // what it needs was closed under it
      }
      end();
      throw e;
    }
  }

  private void startSelling() throws InterruptedException {
    var preparation =
        new Preparation(
            database,
            servers.database(),
            servers.databaseIsEmbedded(),
            redis,
            ids,
            membership,
            this::isClosing);
    preparation.ofPostgres();
    if (closing) {
      return;
    }
    jobs.every(membership.renewalPause(), "the renewal of the lease", membership);
    wayHome.start(jobs);
    jobs.every(LATE_OFFERS_PAUSE, "the offering of what was held under a lost lease", lateOffers);
    jobs.every(ID_REFILL_PAUSE, "the refill of reservation ids", ids::refill);
    jobs.every(KEY_PAUSE, "the removal of old idempotency keys", requests);
    jobs.every(FEED_PAUSE, "the feed of events", feed);
    jobs.every(audit.interval(), "the audit", audit);
    jobs.every(PostgresWatch.PAUSE, "the look at PostgreSQL", postgresWatch);
    health.start();
    preparation.ofRedis();
  }

  public int port() {
    return http.port();
  }

  /** Takes no more requests, saves what is queued, and ends everything in reverse order. */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    log.info(
        "stopping: no more requests are taken, {} changes are still to be saved",
        wayHome.unsaved());
    end();
    log.info("stopped");
  }

  private void end() {
    closing = true;
    lab.close(); // first, so that no server is left broken when the rest is saved
    http.close();
    closeBehindHttp();
  }

  boolean isClosing() {
    return closing;
  }

  private void closeBehindHttp() {
    tokens.ifPresent(Tokens::close);
    jobs.close();
    wayHome.close();
    redis.close();
    membership.leave();
    database.close();
    servers.close();
    metrics.close();
  }
}
