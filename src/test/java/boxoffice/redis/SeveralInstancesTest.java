package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static boxoffice.redis.Eventually.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Books;
import boxoffice.CapturedLog;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Two instances on the same Redis and PostgreSQL, one of which may be cut off from both. */
@ResourceLock(Resources.SYSTEM_ERR)
class SeveralInstancesTest {
  private static final Map<String, String> PATIENT_SWEEP =
      Map.of(
          "LEASE_MS", "1000",
          "SWEEP_AGE_MS", "60000",
          "DATABASE_BACKGROUND_TIMEOUT_MS", "1000");

  private TestWorld world;
  private TcpProxy redisOfTwo;
  private TcpProxy postgresOfTwo;
  private TestApp one;
  private TestApp two;
  private long event;
  private List<Long> users;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    redisOfTwo = TcpProxy.before(world.environment().get("REDIS_URL"));
    postgresOfTwo = TcpProxy.before(world.environment().get("DATABASE_URL"));
    one = TestApp.start(world, PATIENT_SWEEP);
    Map<String, String> settings = new HashMap<>(PATIENT_SWEEP);
    settings.put("REDIS_URL", redisOfTwo.url());
    settings.put("DATABASE_URL", postgresOfTwo.url());
    two = TestApp.start(world, settings);
    event = one.newEvent(2);
    users = IntStream.range(0, 4).mapToObj(_ -> one.newUser()).toList();
    List.of(one, two).forEach(app -> app.cancel(app.reserved(app.newEvent(1), users.get(0))));
    one.available(event);
    Books.awaitAllSaved(world);
  }

  @AfterEach
  void end() {
    postgresOfTwo.thaw();
    redisOfTwo.thaw();
    two.close();
    one.close();
    redisOfTwo.close();
    postgresOfTwo.close();
    world.close();
  }

  private void cutTwoOff() {
    postgresOfTwo.freeze();
    redisOfTwo.freeze();
  }

  private void connectTwo() {
    postgresOfTwo.thaw();
    redisOfTwo.thaw();
  }

  private long leases() {
    return world.number("select count(*) from lease");
  }

  @Test
  void whatOneAnsweredTheOtherSeesAtOnce() {
    for (int turn = 0; turn < 50; turn++) {
      long first = one.reserved(event, users.get(0));
      long second = two.reserved(event, users.get(1));
      assertTrue(one.reserve(event, users.get(2)).body().contains("SOLD_OUT"));
      assertTrue(one.reserve(event, users.get(1)).body().contains("" + second));
      assertEquals(200, two.cancel(first).statusCode());
      assertEquals("ALREADY_CANCELLED", one.json(one.cancel(first)).get("code").asText());
      assertEquals(1, one.available(event));
      assertTrue(one.get("/users/" + users.get(1) + "/reservations").body().contains("" + second));
      assertEquals(200, one.cancel(second).statusCode());
    }
    Books.assertBalanced(one, event);
  }

  @Test
  void anEmptiedRedisIsMadeWholeOfWhatBothHold() {
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      long ofOne = one.reserved(event, users.get(0));
      long ofTwo = two.reserved(event, users.get(1));
      world.redis().flushall();

      assertTrue(settled(() -> one.reserve(event, users.get(2))).body().contains("SOLD_OUT"));
      assertTrue(settled(() -> one.reserve(event, users.get(1))).body().contains("" + ofTwo));
      assertTrue(settled(() -> two.reserve(event, users.get(0))).body().contains("" + ofOne));
    }
    Books.assertBalanced(one, event);
  }

  @Test
  void oneThatHeldNothingAndWasAskedNothingTakesPart() {
    world.redis().flushall();

    eventually("both have put back", () -> one.get("/readyz").statusCode() == 200);
    eventually("the other believes it too", () -> two.get("/readyz").statusCode() == 200);
    assertEquals(2, leases());
    assertEquals(201, settled(() -> two.reserve(event, users.get(0))).statusCode());
  }

  @Test
  void oneThatIsCutOffIsGoneOnWithoutAndBringsWhatItHeldWhenItIsBack() {
    postgresOfTwo.freeze();
    long late = two.reserved(event, users.get(1));
    long cancelled = two.reserved(event, users.get(2));
    assertEquals(200, two.cancel(cancelled).statusCode());
    cutTwoOff();
    world.redis().flushall();

    assertEquals(201, settled(() -> one.reserve(event, users.get(0))).statusCode());
    assertEquals(1, leases(), "the other is fenced");
    connectTwo();

    eventually("it has joined again", () -> leases() == 2);
    eventually(
        "it has brought both",
        () ->
            world.number("select count(*) from reservation where id in (?, ?)", late, cancelled)
                == 2);
    assertTrue(one.reserve(event, users.get(3)).body().contains("SOLD_OUT"));
    assertTrue(one.reserve(event, users.get(1)).body().contains("" + late));
    assertEquals("ALREADY_CANCELLED", one.json(one.cancel(cancelled)).get("code").asText());
    Books.assertBalanced(one, event);
    Books.assertBalanced(two, world, event);
  }

  @Test
  void whatItBringsIsRepeatedByTheKeyThatMadeIt() {
    postgresOfTwo.freeze();
    HttpResponse<String> late = two.reserve(event, users.get(1), "mine");
    assertEquals(201, late.statusCode(), late.body());
    cutTwoOff();
    world.redis().flushall();
    assertEquals(201, settled(() -> one.reserve(event, users.get(0), "mine")).statusCode());
    connectTwo();

    long id = one.json(late).get("reservationId").asLong();
    eventually(
        "it has brought it",
        () -> world.number("select count(*) from reservation where id = ?", id) == 1);
    for (TestApp app : List.of(one, two)) {
      assertEquals(late.body(), settled(() -> app.reserve(event, users.get(1), "mine")).body());
      assertEquals(409, settled(() -> app.reserve(event, users.get(1), "another")).statusCode());
    }
    Books.assertBalanced(one, event);
  }

  @Test
  void whatItBringsTooLateSellsNoTicketTwiceAndIsSaidToBeLost() {
    postgresOfTwo.freeze();
    long late = two.reserved(event, users.get(1));
    cutTwoOff();
    world.redis().flushall();
    assertEquals(201, settled(() -> one.reserve(event, users.get(0))).statusCode());
    assertEquals(201, one.reserve(event, users.get(2)).statusCode());
    try (var log = new CapturedLog()) {
      connectTwo();
      String lost =
          "reservation %d of user %d for event %d was promised and is lost"
              .formatted(late, users.get(1), event);
      eventually("it is said", () -> !log.lines(" ERROR ", lost).isEmpty());
    }

    assertTrue(settled(() -> two.reserve(event, users.get(1))).body().contains("SOLD_OUT"));
    eventually("it has joined again", () -> leases() == 2);
    Books.assertBalanced(one, event);
    assertEquals(0, world.number("select count(*) from reservation where id = ?", late));
    Books.assertBalanced(two, world, event);
  }
}
