package boxoffice;

import boxoffice.auth.TokenSettings;
import boxoffice.http.HttpSettings;
import boxoffice.limit.LimitSettings;
import boxoffice.limit.Quota;
import boxoffice.limit.TrustedProxies;
import boxoffice.postgres.DatabaseSettings;
import boxoffice.redis.RedisLimits;
import boxoffice.reservation.AuditSettings;
import boxoffice.writebehind.RetrySchedule;
import boxoffice.writebehind.WriteBehindSettings;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every setting and every bound, each with its default and its range.
 *
 * @param tokens what a token has to be; empty if everybody may do everything
 * @param names by which browsers know the service beside its addresses
 * @param limits how much one may ask for
 * @param databaseUrl PostgreSQL; an embedded one is started without it
 * @param redisUrl Redis; an embedded one is started without it
 * @param dataDir where the embedded servers keep their data
 * @param patience how long a request may wait for a decision, all its waits together
 * @param redisTimeout after which an answer of Redis is not waited for any more
 * @param idBlocks how many blocks of 100,000 reservation ids are in reserve for a time without
 *     PostgreSQL
 * @param keyLife how long what was created under an Idempotency-Key is remembered
 * @param lease after which an instance that has not been heard of is gone on without
 * @param lab whether the lab may do anything but watch
 * @param summary what was set, in one line, with passwords masked
 */
public record Config(
    HttpSettings http,
    Optional<TokenSettings> tokens,
    Set<String> names,
    LimitSettings limits,
    Optional<String> databaseUrl,
    Optional<String> redisUrl,
    Path dataDir,
    Duration patience,
    Duration redisTimeout,
    RedisLimits redisLimits,
    DatabaseBounds databaseBounds,
    int idBlocks,
    Duration keyLife,
    Duration lease,
    WriteBehindSettings writeBehind,
    AuditSettings audit,
    boolean lab,
    String summary) {

  private static final int MINUTE = 60_000;
  private static final int DAY = 24 * 60 * MINUTE;

  private static final String PORT =
      "(:([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]))?";
  private static final String IPV6 = "\\[[0-9a-fA-F:.]+]";
  private static final String DATABASE_HOST = "(" + IPV6 + "|[\\w.-]+)" + PORT;

  /** Several hosts are those of one database and its standbys. */
  private static final Pattern DATABASE_URL =
      Pattern.compile(
          "jdbc:postgresql://" + DATABASE_HOST + "(," + DATABASE_HOST + ")*/[^/?\\s]+(\\?\\S*)?");

  /** What stands before an @ may be a password, so there is none but at the end of that. */
  private static final Pattern REDIS_URL =
      Pattern.compile(
          "rediss?://([^@/?#\\s]*@)?("
              + IPV6
              + "|[A-Za-z0-9.-]+)"
              + PORT
              + "(/\\d{0,4})?(\\?[^@\\s]*)?");

  /**
   * Reads the settings.
   *
   * @throws ConfigException when any is wrong; the message names all that are
   */
  public static Config read(Map<String, String> environment) {
    var settings = new Settings(environment);
    HttpSettings http = http(settings);
    WriteBehindSettings writeBehind = writeBehind(settings);
    var config =
        new Config(
            http,
            AccessSettings.read(settings, http.host()),
            AccessSettings.names(settings, http.host()),
            limits(settings),
            settings.url(
                "DATABASE_URL",
                url -> DATABASE_URL.matcher(url).matches() && hasDriver(url),
                "jdbc:postgresql://host:5432/database"),
            settings.url(
                "REDIS_URL",
                url -> REDIS_URL.matcher(url).matches() && hasHost(url),
                "redis://:password@host:6379"),
            settings.path("DATA_DIR", "data"),
            settings.millis("REQUEST_TIMEOUT_MS", 1_500, 100, MINUTE),
            settings.millis("REDIS_TIMEOUT_MS", 1_000, 50, MINUTE),
            new RedisLimits(
                settings.number("REDIS_REQUESTS_PER_CALL", 256, 1, 2_000),
                settings.number("REDIS_WAITING_REQUESTS", 10_000, 1, 1_000_000),
                settings.number("MAX_UNSAVED_PER_PARTITION", 1_500_000, 1, 100_000_000)),
            DatabaseBounds.read(settings, writeBehind.workers()),
            settings.number("ID_BLOCKS_IN_RESERVE", 64, 1, 1_000),
            settings.millis("IDEMPOTENCY_KEY_LIFE_MS", DAY, 1_000, 7 * DAY),
            settings.millis("LEASE_MS", 3_000, 1_000, MINUTE),
            writeBehind,
            new AuditSettings(
                settings.millis("AUDIT_INTERVAL_MS", MINUTE, 100, DAY),
                settings.number("AUDIT_MAX_UNSAVED", 10_000, 1, 1_000_000)),
            lab(settings),
            settings.summary());
    settings.throwIfWrong();
    return config;
  }

  /** On by itself only where all servers are our own, and nobody else's. */
  private static boolean lab(Settings settings) {
    return settings
        .flag("LAB")
        .orElseGet(
            () -> settings.text("DATABASE_URL").isEmpty() && settings.text("REDIS_URL").isEmpty());
  }

  /** An odd character in a password makes it something else, without a host. */
  private static boolean hasHost(String redisUrl) {
    return RedisURI.create(redisUrl) != null && URI.create(redisUrl).getHost() != null;
  }

  /** Drivers take what they can read. */
  private static boolean hasDriver(String databaseUrl) {
    try {
      return DriverManager.getDriver(databaseUrl) != null;
    } catch (SQLException e) {
      return false;
    }
  }

  private static HttpSettings http(Settings settings) {
    HttpSettings standard =
        HttpSettings.at(
            settings.text("HOST").orElse("127.0.0.1"), settings.number("PORT", 8080, 0, 65_535));
    return new HttpSettings(
        standard.host(),
        standard.port(),
        settings.number("MAX_CONNECTIONS", standard.maxConnections(), 1, 1_000_000),
        settings.number("MAX_REQUESTS_IN_FLIGHT", standard.maxRequestsInFlight(), 1, 1_000_000),
        settings.number(
            "STEADY_REQUESTS_IN_FLIGHT", standard.steadyRequestsInFlight(), 1, 1_000_000),
        settings.number("LIVE_CONNECTIONS", standard.maxLiveStreams(), 0, 1_000_000),
        settings.number("MAX_BODY_BYTES", standard.maxBodyBytes(), 1_024, 65_536),
        settings.number("MAX_HEADER_BYTES", standard.maxHeaderBytes(), 1_024, 65_536),
        settings.millis(
            "HEADER_TIMEOUT_MS", (int) standard.headerTimeout().toMillis(), 100, MINUTE),
        settings.millis("BODY_TIMEOUT_MS", (int) standard.bodyTimeout().toMillis(), 100, MINUTE),
        settings.millis("IDLE_TIMEOUT_MS", (int) standard.idleTimeout().toMillis(), 100, DAY),
        settings.millis(
            "HTTP_STOP_TIMEOUT_MS", (int) standard.stopTimeout().toMillis(), 100, MINUTE));
  }

  private static LimitSettings limits(Settings settings) {
    return new LimitSettings(
        settings.parsed("LIMIT_PER_ADDRESS", Quota::parse, Quota.FORM),
        settings.parsed("LIMIT_PER_USER", Quota::parse, Quota.FORM),
        settings
            .parsed("TRUSTED_PROXIES", TrustedProxies::parse, TrustedProxies.FORM)
            .orElse(TrustedProxies.NONE));
  }

  private static WriteBehindSettings writeBehind(Settings settings) {
    return new WriteBehindSettings(
        settings.number("QUEUE_CAPACITY", 50_000, 1, 10_000_000),
        settings.number("WRITER_THREADS", 2, 1, 64),
        settings.number("BATCH_SIZE", 2_000, 1, 30_000),
        settings.millis("WRITE_LINGER_MS", 50, 0, 1_000),
        settings.number("MAX_HELD", 2_000_000, 1, 100_000_000),
        settings.millis("SWEEP_AGE_MS", 3_000, 100, DAY),
        settings.millis("SWEEP_INTERVAL_MS", 1_000, 50, DAY),
        new RetrySchedule(
            settings.millis("RETRY_FIRST_MS", 1_000, 10, DAY),
            settings.millis("RETRY_LONGEST_MS", 5 * MINUTE, 10, DAY),
            settings.number("RETRY_FLAG_AFTER", 10, 1, 1_000)),
        settings.millis("RECOVERY_INTERVAL_MS", 1_000, 50, DAY),
        settings.millis("CLOSE_TIMEOUT_MS", 4_000, 100, MINUTE));
  }

  /** Without passwords. */
  @Override
  public String toString() {
    return "Config[" + summary + "]";
  }

  /** The settings of PostgreSQL once it is known which one. */
  DatabaseSettings database(String url, String user, String password) {
    return new DatabaseSettings(
        url,
        user,
        password,
        databaseBounds.requestConnections(),
        databaseBounds.backgroundConnections(),
        databaseBounds.connectionWait(),
        databaseBounds.requestTimeout(),
        databaseBounds.backgroundTimeout());
  }

  /** What is said of PostgreSQL beside its address. */
  record DatabaseBounds(
      String user,
      String password,
      int requestConnections,
      int backgroundConnections,
      Duration connectionWait,
      Duration requestTimeout,
      Duration backgroundTimeout) {
    /**
     * Besides those of the workers and of the sweep: one for each job, and for who loads events.
     */
    private static final int OTHER_BACKGROUND_CONNECTIONS = 9;

    static DatabaseBounds read(Settings settings, int workers) {
      int background = 2 * workers + OTHER_BACKGROUND_CONNECTIONS;
      return new DatabaseBounds(
          settings.text("DATABASE_USER").orElse(""),
          settings.text("DATABASE_PASSWORD").orElse(""),
          settings.number("DATABASE_REQUEST_CONNECTIONS", 8, 1, 1_000),
          settings.number("DATABASE_BACKGROUND_CONNECTIONS", background, 4, 1_000),
          settings.millis("DATABASE_CONNECTION_WAIT_MS", 300, 250, MINUTE),
          settings.millis("DATABASE_REQUEST_TIMEOUT_MS", 1_000, 1_000, MINUTE),
          settings.millis("DATABASE_BACKGROUND_TIMEOUT_MS", 10_000, 1_000, DAY));
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "DatabaseBounds[user=" + user + "]";
    }
  }
}
