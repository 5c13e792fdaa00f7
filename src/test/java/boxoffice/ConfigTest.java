package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.limit.LimitSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting's default, range and message. */
class ConfigTest {
  @Test
  void nothingHasToBeSet() {
    Config config = Config.read(Map.of());
    assertEquals("127.0.0.1", config.http().host());
    assertEquals(Optional.empty(), config.databaseUrl());
    assertEquals(Optional.empty(), config.redisUrl());
    assertEquals(Path.of("data"), config.dataDir());
    assertEquals("all at their defaults", config.summary());
  }

  @Test
  void theLabDoesNothingToServersOfOthersUnlessItIsTold() {
    String url = "jdbc:postgresql://localhost/boxoffice";
    assertTrue(Config.read(Map.of()).lab());
    assertFalse(Config.read(Map.of("DATABASE_URL", url)).lab());
    assertFalse(Config.read(Map.of("REDIS_URL", "redis://localhost")).lab());
    assertTrue(Config.read(Map.of("DATABASE_URL", url, "LAB", "true")).lab());
    assertFalse(Config.read(Map.of("LAB", "false")).lab());
    assertEquals(
        "LAB must be true or false",
        assertThrows(ConfigException.class, () -> Config.read(Map.of("LAB", "yes"))).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "LIMIT_PER_ADDRESS; 100; LIMIT_PER_ADDRESS must be requests/seconds, as in 100/60",
        "LIMIT_PER_USER; 0/60; LIMIT_PER_USER must be requests/seconds, as in 100/60",
        "TRUSTED_PROXIES; proxy.example; TRUSTED_PROXIES must be addresses or blocks of them"
      })
  void aLimitIsRefusedByItsRule(String name, String value, String sentence) {
    String message =
        assertThrows(ConfigException.class, () -> Config.read(Map.of(name, value))).getMessage();
    assertTrue(message.startsWith(sentence), message);
  }

  @Test
  void nobodyIsLimitedUnlessThatIsSet() {
    assertEquals(LimitSettings.NONE, Config.read(Map.of()).limits());
  }

  @Test
  void moreWritersHaveMoreConnectionsByDefault() {
    Config config = Config.read(Map.of("WRITER_THREADS", "8"));
    assertEquals(25, config.databaseBounds().backgroundConnections());
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, 8080, 0, 65535",
    "REQUEST_TIMEOUT_MS, 1500, 100, 60000",
    "REDIS_TIMEOUT_MS, 1000, 50, 60000",
    "REDIS_REQUESTS_PER_CALL, 256, 1, 2000",
    "REDIS_WAITING_REQUESTS, 10000, 1, 1000000",
    "MAX_UNSAVED_PER_PARTITION, 1500000, 1, 100000000",
    "DATABASE_REQUEST_CONNECTIONS, 8, 1, 1000",
    "DATABASE_BACKGROUND_CONNECTIONS, 13, 4, 1000",
    "DATABASE_CONNECTION_WAIT_MS, 300, 250, 60000",
    "DATABASE_REQUEST_TIMEOUT_MS, 1000, 1000, 60000",
    "DATABASE_BACKGROUND_TIMEOUT_MS, 10000, 1000, 86400000",
    "ID_BLOCKS_IN_RESERVE, 64, 1, 1000",
    "QUEUE_CAPACITY, 50000, 1, 10000000",
    "WRITER_THREADS, 2, 1, 64",
    "BATCH_SIZE, 2000, 1, 30000",
    "WRITE_LINGER_MS, 50, 0, 1000",
    "MAX_HELD, 2000000, 1, 100000000",
    "SWEEP_AGE_MS, 3000, 100, 86400000",
    "SWEEP_INTERVAL_MS, 1000, 50, 86400000",
    "RETRY_FIRST_MS, 1000, 10, 86400000",
    "RETRY_LONGEST_MS, 300000, 10, 86400000",
    "RETRY_FLAG_AFTER, 10, 1, 1000",
    "RECOVERY_INTERVAL_MS, 1000, 50, 86400000",
    "AUDIT_INTERVAL_MS, 60000, 100, 86400000",
    "AUDIT_MAX_UNSAVED, 10000, 1, 1000000",
    "CLOSE_TIMEOUT_MS, 4000, 100, 60000",
    "MAX_CONNECTIONS, 15000, 1, 1000000",
    "MAX_REQUESTS_IN_FLIGHT, 4096, 1, 1000000",
    "STEADY_REQUESTS_IN_FLIGHT, 384, 1, 1000000",
    "LIVE_CONNECTIONS, 5000, 0, 1000000",
    "MAX_BODY_BYTES, 65536, 1024, 65536",
    "MAX_HEADER_BYTES, 8192, 1024, 65536",
    "HEADER_TIMEOUT_MS, 10000, 100, 60000",
    "BODY_TIMEOUT_MS, 5000, 100, 60000",
    "IDLE_TIMEOUT_MS, 30000, 100, 86400000",
    "HTTP_STOP_TIMEOUT_MS, 2000, 100, 60000"
  })
  void eachNumberHasItsDefaultAndItsRange(String name, long standard, long least, long most) {
    Function<Config, Long> value = value(name);
    assertEquals(standard, value.apply(Config.read(Map.of())));
    assertEquals(least, value.apply(Config.read(Map.of(name, Long.toString(least)))));
    assertEquals(most, value.apply(Config.read(Map.of(name, " " + most + " "))));
    String message = name + " must be a whole number from " + least + " to " + most;
    for (String wrong :
        new String[] {Long.toString(least - 1), Long.toString(most + 1), "abc", "1.5", "1e3"}) {
      assertEquals(message, refusal(Map.of(name, wrong)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/boxoffice",
        "jdbc:postgresql://db_1:5432/boxoffice?sslmode=require&password=x",
        "jdbc:postgresql://[::1]:5432/boxoffice",
        "jdbc:postgresql://one:5432,two/boxoffice?targetServerType=primary"
      })
  void aDatabaseUrlIsTaken(String url) {
    assertEquals(Optional.of(url), Config.read(Map.of("DATABASE_URL", url)).databaseUrl());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://db/boxoffice",
        "jdbc:postgresql:",
        "jdbc:postgresql://db",
        "jdbc:postgresql://db:port/boxoffice",
        "jdbc:postgresql://db:65536/boxoffice",
        "jdbc:postgresql://db/box office",
        "jdbc:postgresql://db/boxoffice?user=%zz"
      })
  void aBrokenDatabaseUrlIsRefusedByName(String url) {
    assertEquals(
        "DATABASE_URL must look like jdbc:postgresql://host:5432/database",
        refusal(Map.of("DATABASE_URL", url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"redis://host", "rediss://user:p%40ss@host:6379/3?timeout=1s", "redis://[::1]:1"})
  void aRedisUrlIsTaken(String url) {
    assertEquals(Optional.of(url), Config.read(Map.of("REDIS_URL", url)).redisUrl());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "redis://",
        "redis://:@",
        "redis://:::x",
        "redis://h:99999",
        "redis://h:abc",
        "redis://h/abc",
        "redis://a_b:1",
        "redis://:pass`word@host",
        "redis://:pass?word@host",
        "redis://:p%zzword@host",
        "redis://:pass#word@host",
        "redis://pass?word@host",
        "redis://pass/1?word@host",
        "redis://[::::]:1"
      })
  void aBrokenRedisUrlIsRefusedByName(String url) {
    assertEquals(
        "REDIS_URL must look like redis://:password@host:6379", refusal(Map.of("REDIS_URL", url)));
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    String message = refusal(Map.of("PORT", "x", "DATA_DIR", "a\0b", "BATCH_SIZE", "0"));
    for (String name :
        new String[] {"PORT must", "; DATA_DIR must have no control", "; BATCH_SIZE must"}) {
      assertTrue(message.contains(name), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u001b[2Jb", "a\u2028b", "a\u0085b"})
  void whatWouldNotBeOneLineIsRefused(String value) {
    for (String name : new String[] {"HOST", "DATA_DIR", "AUTH_ISSUER"}) {
      String message = refusal(Map.of(name, value));
      assertTrue(message.startsWith(name + " must have no control characters"), message);
      assertFalse(message.contains(value), message);
    }
    assertEquals(
        value, Config.read(Map.of("DATABASE_PASSWORD", value)).databaseBounds().password());
  }

  @Test
  void whatIsSetToNothingIsNotSet() {
    assertEquals(8080, Config.read(Map.of("PORT", " ")).http().port());
  }

  @Test
  void aPasswordIsNeverShown() {
    Config config =
        Config.read(
            Map.of(
                "DATABASE_URL", "jdbc:postgresql://db/b?user=kim&password=secret1",
                "DATABASE_PASSWORD", "secret2",
                "REDIS_URL", "redis://kim:secret3@host:6379"));
    assertEquals(
        "DATABASE_URL=jdbc:postgresql://db/b?***, REDIS_URL=redis://***@host:6379,"
            + " DATABASE_PASSWORD=***, all others at their defaults",
        config.summary());
    String all = config + " " + config.databaseBounds();
    assertFalse(all.contains("secret"), all);
    assertFalse(
        config.database("jdbc:x?password=secret", "kim", "secret").toString().contains("secret"));
  }

  private static String refusal(Map<String, String> environment) {
    return assertThrows(ConfigException.class, () -> Config.read(environment)).getMessage();
  }

  private static Function<Config, Long> value(String name) {
    return switch (name) {
      case "PORT" -> config -> (long) config.http().port();
      case "REQUEST_TIMEOUT_MS" -> config -> config.patience().toMillis();
      case "REDIS_TIMEOUT_MS" -> config -> config.redisTimeout().toMillis();
      case "REDIS_REQUESTS_PER_CALL" -> config -> (long) config.redisLimits().requestsPerCall();
      case "REDIS_WAITING_REQUESTS" -> config -> (long) config.redisLimits().waitingRequests();
      case "MAX_UNSAVED_PER_PARTITION" -> config -> config.redisLimits().unsavedPerPartition();
      case "DATABASE_REQUEST_CONNECTIONS" ->
          config -> (long) config.databaseBounds().requestConnections();
      case "DATABASE_BACKGROUND_CONNECTIONS" ->
          config -> (long) config.databaseBounds().backgroundConnections();
      case "DATABASE_CONNECTION_WAIT_MS" ->
          config -> config.databaseBounds().connectionWait().toMillis();
      case "DATABASE_REQUEST_TIMEOUT_MS" ->
          config -> config.databaseBounds().requestTimeout().toMillis();
      case "DATABASE_BACKGROUND_TIMEOUT_MS" ->
          config -> config.databaseBounds().backgroundTimeout().toMillis();
      case "ID_BLOCKS_IN_RESERVE" -> config -> (long) config.idBlocks();
      case "QUEUE_CAPACITY" -> config -> (long) config.writeBehind().queueCapacity();
      case "WRITER_THREADS" -> config -> (long) config.writeBehind().workers();
      case "BATCH_SIZE" -> config -> (long) config.writeBehind().batchSize();
      case "WRITE_LINGER_MS" -> config -> config.writeBehind().linger().toMillis();
      case "MAX_HELD" -> config -> (long) config.writeBehind().heldLimit();
      case "SWEEP_AGE_MS" -> config -> config.writeBehind().sweepAge().toMillis();
      case "SWEEP_INTERVAL_MS" -> config -> config.writeBehind().sweepInterval().toMillis();
      case "RETRY_FIRST_MS" -> config -> config.writeBehind().retrySchedule().first().toMillis();
      case "RETRY_LONGEST_MS" ->
          config -> config.writeBehind().retrySchedule().longest().toMillis();
      case "RETRY_FLAG_AFTER" ->
          config -> (long) config.writeBehind().retrySchedule().attemptsUntilFlagged();
      case "RECOVERY_INTERVAL_MS" -> config -> config.writeBehind().recoveryInterval().toMillis();
      case "AUDIT_INTERVAL_MS" -> config -> config.audit().interval().toMillis();
      case "AUDIT_MAX_UNSAVED" -> config -> (long) config.audit().unsavedLimit();
      case "CLOSE_TIMEOUT_MS" -> config -> config.writeBehind().closeTimeout().toMillis();
      case "MAX_CONNECTIONS" -> config -> (long) config.http().maxConnections();
      case "STEADY_REQUESTS_IN_FLIGHT" -> config -> (long) config.http().steadyRequestsInFlight();
      case "MAX_REQUESTS_IN_FLIGHT" -> config -> (long) config.http().maxRequestsInFlight();
      case "LIVE_CONNECTIONS" -> config -> (long) config.http().maxLiveStreams();
      case "MAX_BODY_BYTES" -> config -> (long) config.http().maxBodyBytes();
      case "MAX_HEADER_BYTES" -> config -> (long) config.http().maxHeaderBytes();
      case "HEADER_TIMEOUT_MS" -> config -> config.http().headerTimeout().toMillis();
      case "BODY_TIMEOUT_MS" -> config -> config.http().bodyTimeout().toMillis();
      case "IDLE_TIMEOUT_MS" -> config -> config.http().idleTimeout().toMillis();
      case "HTTP_STOP_TIMEOUT_MS" -> config -> config.http().stopTimeout().toMillis();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
