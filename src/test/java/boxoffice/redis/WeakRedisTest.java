package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Books;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Redis is set to promise less than it should, and its machine crashes. As long as every instance
 * lives nothing is lost, since they put back what they hold. When an instance dies with Redis,
 * those changes are lost that neither PostgreSQL nor Redis's file has, as if they had never been
 * made, and no others.
 */
class WeakRedisTest {
  private static final int TICKETS = 5;
  private static final Map<String, String> HASTY =
      Map.of("CLOSE_TIMEOUT_MS", "100", "LEASE_MS", "1000", "SWEEP_AGE_MS", "300");

  private OwnRedis redis;
  private TestWorld world;
  private long event;
  private List<Long> users;

  @BeforeEach
  void start() {
    redis = new OwnRedis();
    world = TestWorld.on(redis.url());
  }

  @AfterEach
  void end() {
    world.close();
    redis.close();
  }

  /** An app that ends in a hurry, for which there is an event on sale and one buyer too many. */
  private TestApp startSale() {
    TestApp app = TestApp.start(world, HASTY);
    event = app.newEvent(TICKETS);
    users = IntStream.range(0, TICKETS + 1).mapToObj(_ -> app.newUser()).toList();
    return app;
  }

  private void crash(Weakness weakness, long writtenBefore) {
    redis.kill();
    weakness.strike(redis, writtenBefore);
    redis.start();
  }

  @ParameterizedTest
  @EnumSource
  void asLongAsEveryInstanceLivesNothingIsLost(Weakness weakness) {
    weakness.choose(redis);
    try (TestApp one = startSale();
        TestApp two = TestApp.start(world, HASTY)) {
      var promises = new Promises(event);
      long saved = promises.reserved(one, users.getFirst());
      Books.awaitAllSaved(world);
      long written = redis.written();
      try (HeldUpWrites _ = new HeldUpWrites(world)) {
        promises.reserved(one, users.get(1));
        promises.cancelled(two, promises.reserved(two, users.get(2)));
        promises.cancelled(two, saved);
        users.subList(2, users.size()).forEach(user -> promises.reserved(two, user));
        crash(weakness, written);
        promises.assertKept(one);
        promises.assertKept(two);
        assertSoldOut(one, users.getFirst());
      }
      Books.assertBalanced(one, event);
      promises.assertSaved(world);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whenAnInstanceDiesTooWhatOnlyTheyHadIsLostAsIfItHadNeverBeen(Weakness weakness) {
    weakness.choose(redis);
    Change older;
    Change last;
    long saved;
    HeldUpWrites heldUp;
    long written;
    try (TestApp dying = startSale()) {
      saved = dying.reserved(event, users.get(0));
      long first = dying.reserved(event, users.get(1));
      long second = dying.reserved(event, users.get(2));
      Books.awaitAllSaved(world);
      heldUp = new HeldUpWrites(world);
      older = Change.make(dying, event, first, users.get(1), users.get(3));
      written = redis.written();
      last = Change.make(dying, event, second, users.get(2), users.get(4));
    }
    crash(weakness, written);
    heldUp.close();
    try (TestApp next = TestApp.start(world, HASTY)) {
      assertHolds(next, event, users.get(0), saved);
      older.assertIs(next, weakness.keepsWhatIsOlder);
      last.assertIs(next, weakness.keepsTheLastMoment);
      next.reserved(event, users.get(1));
      next.reserved(event, users.get(2));
      assertSoldOut(next, users.get(5));
      Books.assertBalanced(next, event);
      assertEquals(TICKETS, confirmed());
    }
  }

  private long confirmed() {
    return world.number(
        "select count(*) from reservation where event_id = ? and status = 'CONFIRMED'", event);
  }

  private void assertSoldOut(TestApp app, long user) {
    HttpResponse<String> answer = app.reserve(event, user);
    assertTrue(answer.body().contains("SOLD_OUT"), answer.body());
  }

  private static void assertHolds(TestApp app, long event, long user, long reservation) {
    HttpResponse<String> answer = app.reserve(event, user);
    assertEquals(409, answer.statusCode(), answer.body());
    assertEquals(reservation, app.json(answer).get("reservationId").asLong());
  }

  /** A reservation that PostgreSQL has was cancelled, and a ticket sold to another buyer. */
  private record Change(long event, long cancelled, long by, long sold, long to) {
    static Change make(TestApp app, long event, long reservation, long by, long to) {
      assertEquals(200, app.cancel(reservation).statusCode());
      return new Change(event, reservation, by, app.reserved(event, to), to);
    }

    /** Whether it was kept or not, it can be made again. */
    void assertIs(TestApp app, boolean kept) {
      if (kept) {
        assertEquals("ALREADY_CANCELLED", app.json(app.cancel(cancelled)).get("code").asText());
        assertHolds(app, event, to, sold);
      } else {
        assertHolds(app, event, by, cancelled);
        assertEquals(200, app.cancel(cancelled).statusCode());
        assertEquals(400, app.get("/reservations/" + sold).statusCode());
        app.reserved(event, to);
      }
    }
  }
}
