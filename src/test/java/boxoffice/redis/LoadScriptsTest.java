package boxoffice.redis;

import static boxoffice.redis.ScriptRunner.EPOCH;
import static boxoffice.redis.ScriptRunner.EVENT;
import static boxoffice.redis.ScriptRunner.EVENT_KEY;
import static boxoffice.redis.ScriptRunner.HOLDERS;
import static boxoffice.redis.ScriptRunner.LOADING;
import static boxoffice.redis.ScriptRunner.PARTITION;
import static boxoffice.redis.ScriptRunner.VERIFIED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestWorld;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each outcome of the scripts that put an event on sale and change its total, on a real Redis. */
class LoadScriptsTest {
  private static final String TOKEN = "token";
  private static final String GATHERED = Keys.gathered(PARTITION, EVENT, TOKEN);

  private static TestWorld world;
  private RedisCommands<String, String> redis;
  private ScriptRunner scripts;

  @BeforeAll
  static void begin() {
    world = TestWorld.fresh();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @BeforeEach
  void verify() {
    redis = world.redis();
    scripts = ScriptRunner.onSale(redis, 2);
  }

  private void unload() {
    redis.unlink(EVENT_KEY, LOADING);
  }

  private String beginLoad(String token) {
    return scripts.word(
        "begin_load", new String[] {VERIFIED, EVENT_KEY, LOADING}, EPOCH, token, "60000");
  }

  private String publish(String epoch, String token) {
    return publish(epoch, token, 0);
  }

  private String publish(String epoch, String token, int holders) {
    String[] keys = {VERIFIED, EVENT_KEY, LOADING, HOLDERS, Keys.gathered(PARTITION, EVENT, token)};
    return scripts.word(
        "publish", keys, epoch, token, "IU Concert", "3", "8", Integer.toString(holders));
  }

  private List<Object> setEvent(String epoch, int total, long version, String how, long deadline) {
    return scripts.list(
        "set_event",
        new String[] {VERIFIED, EVENT_KEY, LOADING, HOLDERS},
        List.of(
            epoch,
            "Renamed",
            Integer.toString(total),
            Long.toString(version),
            how,
            Long.toString(deadline)));
  }

  private List<Object> lower(int total) {
    return setEvent(EPOCH, total, 8, "LOWER", scripts.now() + 60_000_000);
  }

  private Map<String, String> event() {
    return redis.hgetall(EVENT_KEY);
  }

  private void gather() {
    redis.hset(GATHERED, Map.of("5", "161", "6", "177"));
    redis.expire(GATHERED, 600);
  }

  @Test
  void aLoadIsAnnouncedForAWhile() {
    unload();

    assertEquals("BEGUN", beginLoad(TOKEN));

    assertEquals(TOKEN, redis.hget(LOADING, "token"));
    assertTrue(redis.pttl(LOADING) > 0);
  }

  @Test
  void anEventOfAnotherEpochIsLoadedAgain() {
    scripts.load("run:epoch:before", 2);

    assertEquals("BEGUN", beginLoad(TOKEN));
  }

  @Test
  void anEventOnSaleIsNotLoadedTwice() {
    assertEquals("LOADED", beginLoad(TOKEN));

    assertNull(redis.hget(LOADING, "token"));
  }

  @Test
  void noLoadBeginsInAnotherEpoch() {
    redis.set(VERIFIED, "run:epoch:other");

    assertEquals("UNVERIFIED", beginLoad(TOKEN));

    assertNull(redis.hget(LOADING, "token"));
  }

  @Test
  void gatheredHoldersTakeTheirPlaceForGood() {
    unload();
    redis.hset(HOLDERS, "9", "999");
    beginLoad(TOKEN);
    gather();

    assertEquals("PUBLISHED", publish(EPOCH, TOKEN, 2));

    assertEquals(Map.of("5", "161", "6", "177"), redis.hgetall(HOLDERS));
    assertEquals(-1, redis.ttl(HOLDERS));
    assertEquals(
        Map.of("epoch", EPOCH, "name", "IU Concert", "total", "3", "version", "8"), event());
    assertEquals(0, redis.exists(LOADING, GATHERED));
  }

  @Test
  void anEventWithoutHoldersIsPublishedWithoutThoseOfBefore() {
    unload();
    redis.hset(HOLDERS, "9", "999");
    beginLoad(TOKEN);

    assertEquals("PUBLISHED", publish(EPOCH, TOKEN));

    assertEquals(0, redis.exists(HOLDERS));
  }

  @Test
  void gatheredHoldersOfWhomSomeWereLostAreNotBelieved() {
    unload();
    beginLoad(TOKEN);
    gather();
    redis.hdel(GATHERED, "6");

    assertEquals("OVERTAKEN", publish(EPOCH, TOKEN, 2));

    assertEquals(0, redis.exists(EVENT_KEY, HOLDERS, GATHERED));
  }

  @Test
  void aNewerLoadOvertakesTheOneBefore() {
    unload();
    beginLoad(TOKEN);
    gather();
    beginLoad("newer");

    assertEquals("OVERTAKEN", publish(EPOCH, TOKEN, 2));

    assertEquals(0, redis.exists(GATHERED, EVENT_KEY, HOLDERS));
    assertEquals("PUBLISHED", publish(EPOCH, "newer"));
  }

  @Test
  void unloadingOvertakesALoad() {
    unload();
    beginLoad(TOKEN);
    gather();
    unload();

    assertEquals("OVERTAKEN", publish(EPOCH, TOKEN, 2));
  }

  @ParameterizedTest
  @CsvSource({"9, 9, OVERTAKEN", "3, 8, PUBLISHED"})
  void aChangeOfTheTotalOvertakesALoadThatHasNotReadIt(int total, int version, String outcome) {
    unload();
    beginLoad(TOKEN);
    gather();

    assertEquals(List.of("NOT_LOADED"), setEvent(EPOCH, total, version, "REFRESH", 0));

    assertEquals(outcome, publish(EPOCH, TOKEN, 2));
  }

  @Test
  void theNewestOfSeveralChangesCountsInWhateverOrderTheyAreTold() {
    unload();
    beginLoad(TOKEN);
    setEvent(EPOCH, 9, 10, "REFRESH", 0);
    setEvent(EPOCH, 9, 8, "REFRESH", 0);

    assertEquals("OVERTAKEN", publish(EPOCH, TOKEN));
  }

  @Test
  void aChangeWhileNobodyLoadsLeavesNothingBehind() {
    unload();

    assertEquals(List.of("NOT_LOADED"), setEvent(EPOCH, 9, 9, "REFRESH", 0));

    assertEquals(0, redis.exists(LOADING));
  }

  @Test
  void aLowerTotalIsNotDecidedBeforeTheEventIsLoaded() {
    unload();
    beginLoad(TOKEN);

    assertEquals(List.of("NOT_LOADED"), lower(1));

    assertEquals("PUBLISHED", publish(EPOCH, TOKEN));
    assertEquals("3", event().get("total"));
  }

  @Test
  void aLoadOfAnotherEpochIsNotPublished() {
    unload();
    beginLoad(TOKEN);
    gather();
    redis.set(VERIFIED, "run:epoch:other");

    assertEquals("UNVERIFIED", publish(EPOCH, TOKEN, 2));

    assertEquals(0, redis.exists(EVENT_KEY, HOLDERS));
  }

  @Test
  void aNewerVersionIsTaken() {
    assertEquals(List.of("OK"), setEvent(EPOCH, 9, 8, "REFRESH", 0));

    assertEquals(Map.of("epoch", EPOCH, "name", "Renamed", "total", "9", "version", "8"), event());
  }

  @Test
  void aVersionThatIsNotNewerChangesNothing() {
    Map<String, String> before = event();

    assertEquals(List.of("OK"), setEvent(EPOCH, 9, 7, "REFRESH", 0));
    assertEquals(List.of("OK"), setEvent(EPOCH, 9, 6, "REFRESH", 0));

    assertEquals(before, event());
  }

  @Test
  void aTotalIsLoweredToWhatIsHeldAndNoFurther() {
    scripts.decide(scripts.reserve(5, 161));

    assertEquals(List.of("OK"), lower(1));
    assertEquals("1", event().get("total"));
    assertEquals(List.of("SOLD_OUT"), scripts.decide(scripts.reserve(6, 177)));
  }

  @Test
  void aTotalBelowWhatIsHeldIsRefused() {
    scripts.decide(scripts.reserve(5, 161));
    scripts.decide(scripts.reserve(6, 177));
    Map<String, String> before = event();

    assertEquals(List.of("BELOW_CONFIRMED", 2L), lower(1));

    assertEquals(before, event());
  }

  @Test
  void aLowerTotalAfterItsDeadlineChangesNothing() {
    Map<String, String> before = event();

    assertEquals(List.of("EXPIRED"), setEvent(EPOCH, 1, 8, "LOWER", scripts.now() - 1));

    assertEquals(before, event());
  }

  @Test
  void anotherEpochTakesNoTotal() {
    Map<String, String> before = event();

    assertEquals(List.of("UNVERIFIED"), setEvent("run:epoch:other", 9, 8, "REFRESH", 0));

    assertEquals(before, event());
  }
}
