package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static boxoffice.redis.Eventually.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Books;
import boxoffice.Promised;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Redis loses what it has in every way it can, before PostgreSQL has heard of the last changes of
 * an event with a hundred thousand holders. Selling waits and resumes by itself; whatever a buyer
 * was told stays true.
 */
class RedisLossTest {
  private static final int HOLDERS = 100_000;
  private static final int LEFT = 6;
  private static final Duration BACK_TO_SELLING = Duration.ofSeconds(5);

  private static OwnRedis redis;
  private static TestWorld world;
  private static TestApp one;
  private static long event;
  private static AtomicLong nextHolder;
  private static AtomicLong nextBuyer;

  private Promises promises;

  @BeforeAll
  static void start() {
    redis = new OwnRedis();
    world = TestWorld.on(redis.url());
    one = TestApp.start(world, Map.of());
    event = LargeEvent.create(one, HOLDERS, LEFT);
    nextHolder = new AtomicLong(1);
    nextBuyer = new AtomicLong(HOLDERS + 1);
    world.sql().execute("insert into \"user\"(name) select 'buyer' from generate_series(1, 500)");
    eventually("it is loaded", () -> one.reserve(event, 1).statusCode() == 409);
  }

  @AfterAll
  static void end() {
    one.close();
    world.close();
    redis.close();
  }

  /** Makes a copy of Redis's file in which a reservation is unsaved that is cancelled since. */
  @BeforeEach
  void copy() {
    promises = new Promises(event);
    long gone;
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      gone = promises.reserved(one, nextBuyer.getAndIncrement());
      redis.copy();
    }
    promises.cancelled(one, gone);
    Books.awaitAllSaved(world);
  }

  @AfterEach
  void giveTicketsBack() {
    int missing = LEFT - one.available(event);
    for (int n = 0; n < missing; n++) {
      assertEquals(200, one.cancel(reservationOfNextHolder()).statusCode());
    }
    Books.awaitAllSaved(world);
  }

  @ParameterizedTest
  @EnumSource
  void sellingWaitsRebuildsAndResumesAndNothingPromisedIsLost(Loss loss) {
    survive(loss, one);
  }

  @Test
  void twoInstancesMakeItWholeTogether() {
    try (TestApp two = TestApp.start(world, Map.of())) {
      survive(Loss.ITS_FILE, two);
    }
  }

  private void survive(Loss loss, TestApp other) {
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      long before = redis.written();
      changeUnsaved(other);
      loss.strike(redis, before, this::assertSellsNothing);
      sellTheLastTicket(loss);
      assertSoldOut(one);
      assertSoldOut(other);
      promises.assertKept(one);
      promises.assertKept(other);
    }
    Books.assertBalanced(one, event);
    promises.assertSaved(world);
    promises.assertKept(other);
  }

  /** Two instances sell and take back until one ticket is left. */
  private void changeUnsaved(TestApp other) {
    promises.cancelled(one, reservationOfNextHolder());
    promises.cancelled(other, reservationOfNextHolder());
    promises.cancelled(one, promises.reserved(other, nextBuyer.getAndIncrement()));
    int left = one.available(event);
    for (int n = 1; n < left; n++) {
      promises.reserved(n % 2 == 0 ? one : other, nextBuyer.getAndIncrement());
    }
    assertTrue(Books.unsaved(world) >= LEFT, "PostgreSQL has heard of it");
  }

  private long reservationOfNextHolder() {
    return LargeEvent.reservationOf(world, event, nextHolder.getAndIncrement());
  }

  private void assertSellsNothing() {
    assertEquals(503, one.reserve(event, nextBuyer.get()).statusCode());
  }

  private void sellTheLastTicket(Loss loss) {
    long back = System.nanoTime();
    HttpResponse<String> first = settled(() -> one.reserve(event, nextBuyer.get()));
    Promised.within(BACK_TO_SELLING, "Redis is back, it had lost " + loss + ", one sells", back);
    assertEquals(201, first.statusCode(), first.body());
    assertEquals(409, one.reserve(event, nextBuyer.getAndIncrement()).statusCode());
  }

  private void assertSoldOut(TestApp app) {
    HttpResponse<String> answer = settled(() -> app.reserve(event, nextBuyer.get()));
    assertTrue(answer.body().contains("SOLD_OUT"), answer.body());
    assertEquals(0, app.available(event));
  }
}
