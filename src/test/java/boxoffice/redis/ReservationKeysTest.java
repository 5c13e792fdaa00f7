package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static boxoffice.redis.Eventually.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import boxoffice.Books;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.reservation.Partition;
import boxoffice.writebehind.Refusing;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A reservation that was made with an Idempotency-Key, wherever it is: its repeat gets the same
 * 201, on either of two instances, and any other repeat the 409.
 */
class ReservationKeysTest {
  private static final String KEY = "4b7e1c2a";

  private TestWorld world;
  private TestApp one;
  private TestApp two;
  private long event;
  private long user;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    Map<String, String> settings =
        Map.of("RETRY_FIRST_MS", "40", "RETRY_LONGEST_MS", "80", "RECOVERY_INTERVAL_MS", "50");
    one = TestApp.patient(world, settings);
    two = TestApp.patient(world, settings);
    event = one.newEvent(3);
    user = one.newUser();
  }

  @AfterEach
  void end() {
    two.close();
    one.close();
    world.close();
  }

  private HttpResponse<String> reserved() {
    HttpResponse<String> first = settled(() -> one.reserve(event, user, KEY));
    assertEquals(201, first.statusCode(), first.body());
    return first;
  }

  private void assertRepeatable(HttpResponse<String> first) {
    for (TestApp app : List.of(one, two)) {
      HttpResponse<String> again = settled(() -> app.reserve(event, user, KEY));
      assertEquals(201, again.statusCode(), again.body());
      assertEquals(first.body(), again.body());
      assertEquals(first.headers().firstValue("Location"), again.headers().firstValue("Location"));
      for (HttpResponse<String> other :
          List.of(app.reserve(event, user), app.reserve(event, user, "another"))) {
        assertEquals(409, other.statusCode(), other.body());
        assertEquals(app.json(first).get("reservationId"), app.json(other).get("reservationId"));
      }
    }
  }

  private void unload() {
    world.redis().del(Keys.event(Partition.ofEvent(event), event));
  }

  @Test
  void itIsRepeatedWhileItIsUnsavedAndWhenItIsSaved() {
    HttpResponse<String> first;
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      first = reserved();
      assertRepeatable(first);
      unload();
      assertRepeatable(first);
    }
    Books.awaitAllSaved(world);
    assertRepeatable(first);
    unload();
    assertRepeatable(first);
  }

  @Test
  void itIsRepeatedWhilePostgresqlRefusesItsRowAndAfterwards() {
    Refusing.user(world, user);
    HttpResponse<String> first = reserved();
    eventually(
        "it is in failed_write",
        () -> world.number("select count(*) from failed_write") == 1 && Books.unsaved(world) == 0);
    unload();
    assertRepeatable(first);
    Refusing.noUser(world);
    Books.awaitAllSaved(world);
    unload();
    assertRepeatable(first);
  }

  @Test
  void itIsRepeatedAfterRedisWasEmptied() {
    HttpResponse<String> first;
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      first = reserved();
      world.redis().flushall();
      assertRepeatable(first);
    }
    Books.awaitAllSaved(world);
    world.redis().flushall();
    assertRepeatable(first);
    Books.awaitAllSaved(world);
  }

  @Test
  void afterACancelTheSameRequestMakesANewReservation() {
    HttpResponse<String> first = reserved();
    long id = one.json(first).get("reservationId").asLong();
    assertEquals(200, two.cancel(id).statusCode());
    HttpResponse<String> second = reserved();
    long newId = one.json(second).get("reservationId").asLong();
    assertNotEquals(id, newId);
    assertRepeatable(second);
    Books.assertBalanced(one, event);
    assertRepeatable(second);
    assertEquals(1, world.number("select count(*) from reservation where status = 'CONFIRMED'"));
  }

  @Test
  void itOutlivesTheCancelThatOvertookIt() {
    try (HeldUpWrites _ = new HeldUpWrites(world)) {
      long id = one.json(reserved()).get("reservationId").asLong();
      assertEquals(200, one.cancel(id).statusCode());
    }
    Books.awaitAllSaved(world);
    assertEquals(
        1,
        world.number(
            "select count(*) from reservation where status = 'CANCELLED' and key_digest <> ''"));
    assertEquals(3, one.available(event));
  }

  @Test
  void fiftyAtOnceWithOneKeyAllGetTheSame201() throws Exception {
    List<Callable<HttpResponse<String>>> requests =
        IntStream.range(0, 50)
            .<Callable<HttpResponse<String>>>mapToObj(
                n -> () -> settled(() -> (n % 2 == 0 ? one : two).reserve(event, user, KEY)))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Set<String> answers =
          threads.invokeAll(requests).stream()
              .map(Future::resultNow)
              .map(answer -> answer.statusCode() + " " + answer.body())
              .collect(Collectors.toSet());
      assertEquals(1, answers.size(), answers::toString);
      assertEquals("201", answers.iterator().next().substring(0, 3));
    }
    Books.awaitAllSaved(world);
    assertEquals(2, one.available(event));
  }
}
