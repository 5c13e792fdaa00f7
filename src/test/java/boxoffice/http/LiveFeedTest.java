package boxoffice.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.reservation.Event;
import boxoffice.reservation.StoredEvent;
import boxoffice.reservation.UnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pages are told of events that a test invents. */
class LiveFeedTest {
  private static final int TICKETS = 100_000;

  private final TryServer app = new TryServer(HttpSettings.at("127.0.0.1", 0));

  /** From an event's id to how its number of tickets left is found out. */
  private final ConcurrentSkipListMap<Long, LongUnaryOperator> events =
      new ConcurrentSkipListMap<>();

  private final Map<String, String> health =
      new ConcurrentSkipListMap<>(
          Map.of("status", "ready", "redis", "up", "postgresql", "up", "access", "open"));

  private final LiveFeed feed =
      new LiveFeed(() -> new LiveBoard(this::newest, this::find, () -> Map.copyOf(health)));

  private volatile long lookedAt = System.nanoTime();

  @AfterEach
  void close() {
    feed.close();
    app.close();
  }

  private List<StoredEvent> newest() {
    return events.descendingKeySet().stream()
        .map(id -> new StoredEvent(id, "IU Concert", TICKETS, 1))
        .toList();
  }

  private Optional<Event> find(long eventId) {
    lookedAt = System.nanoTime();
    return Optional.ofNullable(events.get(eventId))
        .map(left -> (int) left.applyAsLong(eventId))
        .map(left -> new Event(eventId, "IU Concert", TICKETS, left));
  }

  private void put(long eventId, int left) {
    events.put(eventId, _ -> left);
  }

  private LivePage open() throws Exception {
    LivePage page = LivePage.open(app.uri(), "/live");
    assertTrue(feed.add(Objects.requireNonNull(app.streams.poll(60, SECONDS))));
    page.head();
    return page;
  }

  @Test
  void theFirstMessageHasAllAndTheNextWhatHasChanged() throws Exception {
    put(1, 10);
    put(2, 20);
    try (var page = open()) {
      var first = page.next();
      assertEquals("all", first.name());
      assertEquals(List.of(2L, 1L), ids(first));
      assertEquals("ready", first.data().at("/health/status").asText());
      put(1, 9);
      var second = page.next();
      assertEquals("changes", second.name());
      assertEquals(List.of(1L), ids(second));
      assertEquals(9, LivePage.left(second, 1));
      put(3, 30);
      var third = page.next();
      assertEquals("changes", third.name());
      assertEquals(List.of(3L), ids(third));
      events.remove(2L);
      var fourth = page.next();
      assertEquals("all", fourth.name());
      assertEquals(List.of(3L, 1L), ids(fourth));
    }
  }

  /** With a look for each, hardly two would be told the same of a number that falls with each. */
  @Test
  void oneLookTellsAllPages() throws Exception {
    var looks = new AtomicInteger();
    events.put(1L, _ -> TICKETS - looks.incrementAndGet());
    List<LivePage> pages = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        pages.add(open());
      }
      int soon = TICKETS - looks.get() - 3;
      for (LivePage page : pages) {
        page.awaitLeft(1, soon);
      }
    } finally {
      for (LivePage page : pages) {
        page.close();
      }
    }
  }

  @Test
  void whileNobodyLooksNothingIsAsked() throws Exception {
    put(1, 10);
    try (var page = open()) {
      page.next();
    }
    Await.until(
        "nothing has been asked for a second",
        () -> {
          put(1, events.get(1L).applyAsLong(1) == 10 ? 9 : 10); // so that the page is written to
          return System.nanoTime() - lookedAt > 1_000_000_000;
        });
    put(1, 5);
    try (var page = open()) {
      assertEquals(5, LivePage.left(page.next(), 1));
    }
  }

  @Test
  void anEventThatIsSlowKeepsNoOtherWaiting() throws Exception {
    var loaded = new CountDownLatch(1);
    put(1, 10);
    events.put(2L, _ -> wait(loaded, 20));
    try (var page = open()) {
      assertEquals(List.of(1L), ids(page.next()));
      put(1, 9);
      assertEquals(9, LivePage.left(page.next(), 1));
      loaded.countDown();
      assertEquals(20, LivePage.left(page.next(), 2));
    }
  }

  private static int wait(CountDownLatch latch, int then) {
    try {
      assertTrue(latch.await(60, SECONDS));
      return then;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatCanNotBeAskedForStaysAsItWasAndThePageIsToldWhy() throws Exception {
    put(1, 10);
    try (var page = open()) {
      page.next();
      events.put(
          1L,
          _ -> {
            throw new UnavailableException("a test's own");
          });
      health.putAll(Map.of("status", "unavailable", "redis", "down"));
      var told = page.await(m -> m.data().at("/health/redis").asText().equals("down"));
      assertEquals(List.of(), ids(told));
      try (var late = open()) {
        assertEquals(10, LivePage.left(late.next(), 1));
      }
      put(1, 8);
      health.putAll(Map.of("status", "ready", "redis", "up"));
      page.awaitLeft(1, 8);
    }
  }

  @Test
  void withoutEventsThereIsOnlyHealthToTell() throws Exception {
    try (var page = open()) {
      var first = page.next();
      assertEquals(List.of(), ids(first));
      put(1, 10);
      assertEquals(10, LivePage.left(page.next(), 1));
    }
  }

  @Test
  void whenItClosesAllPagesAreEndedAndNoneIsTaken() throws Exception {
    put(1, 10);
    try (var page = open();
        var late = LivePage.open(app.uri(), "/live")) {
      page.next();
      feed.close();
      page.awaitEnd();
      LiveStream stream = Objects.requireNonNull(app.streams.poll(60, SECONDS));
      assertFalse(feed.add(stream));
      stream.end();
      late.awaitEnd();
    }
  }

  private static List<Long> ids(LivePage.Message message) throws IOException {
    List<Long> ids = new ArrayList<>();
    message.data().get("events").forEach(event -> ids.add(event.get("eventId").asLong()));
    return ids;
  }
}
