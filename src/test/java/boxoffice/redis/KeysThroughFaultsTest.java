package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static boxoffice.redis.Eventually.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Books;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.reservation.Partition;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A reservation that was made with an Idempotency-Key, when Redis, PostgreSQL or the instance that
 * made it fails: its repeat gets the same 201 from any instance, and any other repeat the 409.
 */
class KeysThroughFaultsTest {
  private static final String KEY = "4b7e1c2a";
  private static final Map<String, String> SWEEPING =
      Map.of("SWEEP_AGE_MS", "300", "SWEEP_INTERVAL_MS", "100");

  private static OwnRedis redis;
  private static TestWorld world;
  private static TcpProxy postgres;
  private static TestApp one;
  private static TestApp two;

  private long event;
  private long user;

  @BeforeAll
  static void start() {
    redis = new OwnRedis();
    world = TestWorld.on(redis.url());
    postgres = TcpProxy.before(world.environment().get("DATABASE_URL"));
    Map<String, String> settings = new HashMap<>(SWEEPING);
    settings.put("DATABASE_URL", postgres.url());
    one = TestApp.start(world, settings);
    two = TestApp.start(world, settings);
  }

  @AfterAll
  static void end() {
    two.close();
    one.close();
    postgres.close();
    world.close();
    redis.close();
  }

  @BeforeEach
  void putOnSale() {
    event =
        world.number(
            "insert into event (name, total_tickets, available_tickets, version)"
                + " values ('IU Concert', 3, 3, 0) returning id");
    user = world.number("insert into \"user\" (name) values ('Kim') returning id");
    for (TestApp app : List.of(one, two)) {
      HttpResponse<String> known = settled(() -> app.reserve(event, user));
      long id = app.json(known).get("reservationId").asLong();
      eventually("it is cancelled", () -> app.cancel(id).statusCode() != 503);
    }
    Books.awaitAllSaved(world);
  }

  private HttpResponse<String> reserved(TestApp app) {
    HttpResponse<String> first = settled(() -> app.reserve(event, user, KEY));
    assertEquals(201, first.statusCode(), first.body());
    return first;
  }

  private void assertRepeatable(HttpResponse<String> first) {
    for (TestApp app : List.of(one, two)) {
      assertEquals(first.body(), reserved(app).body());
    }
    assertRefused(one.json(first).get("reservationId").asLong(), "another");
  }

  private void assertRefused(long reservationId, String key) {
    for (TestApp app : List.of(one, two)) {
      for (HttpResponse<String> other :
          List.of(
              settled(() -> app.reserve(event, user)),
              settled(() -> app.reserve(event, user, key)))) {
        assertEquals(409, other.statusCode(), other.body());
        assertEquals(reservationId, app.json(other).get("reservationId").asLong());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NOTHING_BUT_ITS_PROCESS", "ITS_FILE"})
  void itIsRepeatedAfterRedisWasKilled(Loss loss) {
    HttpResponse<String> first;
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      first = reserved(one);
      loss.strike(redis, redis.written(), () -> {});
      assertRepeatable(first);
    }
    Books.awaitAllSaved(world);
    loss.strike(redis, redis.written(), () -> {});
    assertRepeatable(first);
    Books.assertBalanced(one, world, event);
  }

  @Test
  void itIsRepeatedWhilePostgresqlIsAwayAndAfterwards() {
    HttpResponse<String> first;
    postgres.freeze();
    try {
      first = reserved(one);
      assertRepeatable(first);
    } finally {
      postgres.thaw();
    }
    Books.awaitAllSaved(world);
    unload();
    assertRepeatable(first);
  }

  @Test
  void itIsRepeatedAfterItsInstanceDiedAndAnotherBroughtItHome() {
    HttpResponse<String> first;
    try (HeldUpWrites _ = new HeldUpWrites(world);
        TestApp dying = TestApp.patient(world, Map.of("CLOSE_TIMEOUT_MS", "100"))) {
      first = reserved(dying);
    }
    assertRepeatable(first);
    eventually(
        "it is swept",
        () ->
            world.number(
                    "select count(*) from reservation where event_id = ? and key_digest <> ''",
                    event)
                == 1);
    Books.awaitAllSaved(world);
    unload();
    assertRepeatable(first);
  }

  /** A holder and an entry of the journal without a digest, which no instance holds in memory. */
  @Test
  void whatAVersionLeftThatKnewNoKeysIsNobodysRepeat() {
    int partition = Partition.ofEvent(event);
    long id = 1_000_000_000L * Partition.COUNT + partition + event * Partition.COUNT;
    String entry = "CONFIRMED " + event + ' ' + user + " 1767323045000000 1767323045000000";
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      world.redis().hset(Keys.holders(partition, event), "" + user, "" + id);
      world.redis().hset(Keys.unsaved(partition), "" + id, entry);
      world.redis().sadd(Keys.unsavedOfEvent(partition, event), "" + id);
      world.redis().zadd(Keys.unsavedByUser(partition), 0, user + ":" + id);
      assertRefused(id, KEY);
      unload();
      assertRefused(id, KEY);
    }
    Books.awaitAllSaved(world);
    assertEquals(
        1,
        world.number("select count(*) from reservation where id = ? and key_digest is null", id));
    unload();
    assertRefused(id, KEY);
    assertEquals(200, two.cancel(id).statusCode());
    assertRepeatable(reserved(one));
  }

  private void unload() {
    world.redis().del(Keys.event(Partition.ofEvent(event), event));
  }
}
