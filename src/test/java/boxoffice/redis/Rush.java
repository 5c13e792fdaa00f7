package boxoffice.redis;

import static boxoffice.redis.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.reservation.Partition;
import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Some hundred buyers of one event. Each asks again after a 503, but every fourth leaves; every
 * fifth cancels what they got. What they were told is compared with the books in the end.
 */
final class Rush implements AutoCloseable {
  private static final int BUYERS = 400;
  private static final int AT_ONCE = 16;
  private static final int TICKETS = 250;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestApp app;
  private final RedisCommands<String, String> redis;
  private final long eventId;
  private final ExecutorService buyers = Executors.newFixedThreadPool(AT_ONCE);
  private final List<Future<?>> visits = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final Map<Long, Long> confirmed = new ConcurrentHashMap<>();
  private final Map<Long, Long> cancelled = new ConcurrentHashMap<>();
  private final Set<Long> left = ConcurrentHashMap.newKeySet();

  /** Begins it, on an event that is on sale and for users that the app knows. */
  Rush(TestApp app, RedisCommands<String, String> redis) {
    this.app = app;
    this.redis = redis;
    this.eventId = app.newEvent(TICKETS);
    app.world().sql().execute("insert into \"user\"(name) select 'u' from generate_series(1, 500)");
    long first = app.world().number("select max(id) from \"user\"") - BUYERS + 1;
    app.cancel(app.reserved(app.newEvent(1), first));
    app.available(eventId);
    for (long user = first; user < first + BUYERS; user++) {
      long buyer = user;
      visits.add(buyers.submit(() -> visit(buyer)));
    }
  }

  /** Waits until it is in full swing. */
  Rush inFullSwing() {
    eventually("a third of the buyers is answered", () -> answered.get() > BUYERS / 3);
    return this;
  }

  /** Waits until every buyer has left. */
  Rush toTheEnd() throws InterruptedException, ExecutionException {
    for (Future<?> visit : visits) {
      visit.get();
    }
    return this;
  }

  /** How often a buyer was sent away. */
  int unavailable() {
    return unavailable.get();
  }

  private void visit(long user) {
    HttpResponse<String> answer = app.reserve(eventId, user);
    boolean wasSentAway = answer.statusCode() == 503;
    if (wasSentAway && user % 4 == 0) {
      countUnavailable(answer);
      left.add(user);
      answered.incrementAndGet();
      return;
    }
    if (wasSentAway) {
      countUnavailable(answer);
      answer = settled(() -> app.reserve(eventId, user));
    }
    answered.incrementAndGet();
    JsonNode body = app.json(answer);
    switch (answer.statusCode()) {
      case 201 -> confirmed.put(user, body.get("reservationId").asLong());
      case 409 -> {
        assertTrue(wasSentAway, "somebody else reserved for user " + user);
        confirmed.put(user, body.get("reservationId").asLong());
      }
      default -> assertEquals("SOLD_OUT", body.get("code").asText(), answer.body());
    }
    if (user % 5 == 0 && confirmed.containsKey(user)) {
      cancel(user);
    }
  }

  private void cancel(long user) {
    long id = confirmed.get(user);
    HttpResponse<String> answer = settled(() -> app.cancel(id));
    if (answer.statusCode() != 200) {
      assertEquals("ALREADY_CANCELLED", app.json(answer).get("code").asText(), answer.body());
    }
    confirmed.remove(user);
    cancelled.put(user, id);
  }

  private HttpResponse<String> settled(Supplier<HttpResponse<String>> request) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = request.get();
    while (answer.statusCode() == 503 && System.nanoTime() < end) {
      countUnavailable(answer);
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = request.get();
    }
    return answer;
  }

  private void countUnavailable(HttpResponse<String> answer) {
    unavailable.incrementAndGet();
    assertTrue(answer.headers().firstValue("Retry-After").isPresent(), answer.body());
  }

  /** Compares what the buyers were told with PostgreSQL and with what the app tells now. */
  void assertTheBooksAreRight() {
    eventually("the journal drains", () -> unsaved(redis) == 0);
    assertEquals(0, app.world().number("select count(*) from failed_write"));
    assertEquals(Set.copyOf(cancelled.values()), ids("CANCELLED", Set.of()), "cancelled");
    assertEquals(Set.copyOf(confirmed.values()), ids("CONFIRMED", left), "confirmed");
    Set<Long> all = ids("CONFIRMED", Set.of());
    assertTrue(all.size() <= TICKETS, all.size() + " tickets sold");
    assertEquals(TICKETS - all.size(), app.available(eventId));
    assertEquals(
        TICKETS - all.size(),
        app.world().number("select available_tickets from event where id = ?", eventId));
  }

  private Set<Long> ids(String status, Set<Long> exceptUsers) {
    Set<Long> ids = new HashSet<>();
    app.world()
        .sql()
        .fetch(
            "select id, user_id from reservation where event_id = ? and status = ?",
            eventId,
            status)
        .forEach(
            row -> {
              if (!exceptUsers.contains(row.get(1, Long.class))) {
                ids.add(row.get(0, Long.class));
              }
            });
    return ids;
  }

  /** How many changes are in the journal, of all partitions. */
  static long unsaved(RedisCommands<String, String> redis) {
    long count = 0;
    for (int partition = 0; partition < Partition.COUNT; partition++) {
      count += redis.hlen(Keys.unsaved(partition));
    }
    return count;
  }

  @Override
  public void close() {
    buyers.shutdownNow();
  }
}
