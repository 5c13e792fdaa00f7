package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestWorld;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a Redis that promises less than is needed, and which one is refused. */
class RedisServerTest {
  private static OwnRedis redis;

  @BeforeAll
  static void begin() {
    redis = new OwnRedis();
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @BeforeEach
  void setAsItShouldBe() {
    set("appendonly", "yes");
    set("appendfsync", "always");
    set("maxmemory-policy", "noeviction");
  }

  private static void set(String setting, String value) {
    redis.commands().configSet(setting, value);
  }

  private static List<String> weaknesses() {
    RedisClient client = RedisClient.create();
    try (RedisSession session =
        RedisSession.open(client, RedisURI.create(redis.url()), Duration.ofSeconds(5))) {
      return RedisServer.weaknesses(RedisServer.settings(session));
    } finally {
      client.shutdown();
    }
  }

  private static UnsuitableRedisException refusal(String url) {
    try (TestWorld world = TestWorld.fresh()) {
      return assertThrows(
          UnsuitableRedisException.class,
          () -> TestApp.start(world, Map.of("REDIS_URL", url)).close());
    }
  }

  private static void assertOneLineThatNames(String setting, UnsuitableRedisException refusal) {
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("REDIS_URL: "), message);
    assertTrue(message.contains(setting), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aRedisThatKeepsWhatItPromisedHasNoWeakness() {
    assertEquals(List.of(), weaknesses());
  }

  @Test
  void withoutItsFileItIsSaidWhatACrashLoses() {
    set("appendonly", "no");

    assertEquals(1, weaknesses().size());
    assertTrue(weaknesses().getFirst().startsWith("appendonly is off"), weaknesses().toString());
    assertTrue(weaknesses().getFirst().contains("loses what PostgreSQL does not have yet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"everysec", "no"})
  void withASlowerSyncItIsSaidWhatACrashLoses(String sync) {
    set("appendfsync", sync);

    assertEquals(1, weaknesses().size());
    assertTrue(weaknesses().getFirst().startsWith("appendfsync is " + sync));
    assertTrue(weaknesses().getFirst().contains("loses its last moment of sales"));
  }

  @Test
  void anEvictionOfWhatLapsesIsAWeakness() {
    set("maxmemory-policy", "volatile-lru");

    assertEquals(1, weaknesses().size());
    assertTrue(weaknesses().getFirst().contains("volatile-lru"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"allkeys-lru", "allkeys-lfu", "allkeys-random"})
  void aRedisThatForgetsReservationsIsRefused(String policy) {
    set("maxmemory-policy", policy);

    assertOneLineThatNames("maxmemory-policy is " + policy, refusal(redis.url()));
  }

  @Test
  void aWrongPasswordIsRefused() {
    String wrong = redis.url().replaceFirst(":[^:@/]+@", ":wrong@");
    assertFalse(wrong.equals(redis.url()));

    assertOneLineThatNames("WRONGPASS", refusal(wrong));
  }

  @Test
  void aMissingPasswordIsRefused() {
    assertOneLineThatNames("NOAUTH", refusal(redis.url().replaceFirst(":[^:@/]+@", "")));
  }

  /** Redis may refuse before Lettuce listens, and then Lettuce doesn't know why. */
  @RepeatedTest(50)
  void whatARefusalSaysIsKnownOrAskedForAgain() {
    RedisClient client = RedisClient.create();
    try {
      var failure =
          assertThrows(
              RedisException.class,
              () -> client.connect(RedisURI.create(redis.url().replaceFirst(":[^:@/]+@", ""))));

      assertTrue(
          RedisServer.unsuitable(failure).isPresent() || RedisServer.mayHaveLostItsReason(failure),
          failure::toString);
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.8.24", "5.0.14", "6.0.16", "6.1.0", "0"})
  void aRedisThatIsTooOldIsRefused(String version) {
    assertOneLineThatNames(
        version,
        assertThrows(UnsuitableRedisException.class, () -> RedisServer.requireVersion(version)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", ".2", "6,2", "9999999999.0", "7.0.1\nforged"})
  void aRedisThatTellsNoVersionIsRefused(String version) {
    assertOneLineThatNames(
        "no version",
        assertThrows(UnsuitableRedisException.class, () -> RedisServer.requireVersion(version)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"6.2.0", "7.2-rc1", "8", "6.2.11", "7.0.15", "8.0.0", "10.0", "255.255.255"})
  void aRedisThatIsNewEnoughIsTaken(String version) {
    assertDoesNotThrow(() -> RedisServer.requireVersion(version));
  }
}
