package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Books;
import boxoffice.Promised;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.reservation.Partition;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an app left unsaved, the next one brings home. */
class RestartTest {
  private static final Map<String, String> SWEEPING =
      Map.of("SWEEP_AGE_MS", "300", "SWEEP_INTERVAL_MS", "100");
  private static final int BACKLOG = 20_000;

  private TestWorld world;

  @BeforeEach
  void open() {
    world = TestWorld.fresh();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theNextAppBringsHomeWhatTheLastOneCouldNotSave() {
    long event;
    List<Long> reservations = new ArrayList<>();
    try (var proxy = TcpProxy.before(world.environment().get("DATABASE_URL"))) {
      Map<String, String> settings = new HashMap<>(SWEEPING);
      settings.put("DATABASE_URL", proxy.url());
      settings.put("CLOSE_TIMEOUT_MS", "100");
      try (var abandoned = TestApp.start(world, settings)) {
        event = abandoned.newEvent(40);
        List<Long> users = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
          users.add(abandoned.newUser());
        }
        abandoned.reserved(abandoned.newEvent(1), users.getLast());
        Books.awaitAllSaved(world);
        assertEquals(40, abandoned.available(event));
        proxy.freeze();
        users.forEach(user -> reservations.add(abandoned.reserved(event, user)));
        reservations
            .subList(0, 5)
            .forEach(id -> assertEquals(200, abandoned.cancel(id).statusCode()));
      }
      proxy.cut();
    }
    assertEquals(30, Books.unsaved(world));
    try (var next = TestApp.start(world, SWEEPING)) {
      assertEquals(15, next.available(event));
      assertEquals(200, next.get("/reservations/" + reservations.get(7)).statusCode());
      Books.assertBalanced(next, event);
      assertEquals(
          25,
          world.number(
              "select count(*) from reservation where event_id = ? and status = 'CONFIRMED'",
              event));
      assertEquals(5, world.number("select count(*) from reservation where status = 'CANCELLED'"));
    }
  }

  @Test
  void aLargeBacklogDoesNotHoldUpTheStart() {
    long event;
    try (var first = TestApp.start(world, SWEEPING)) {
      event = first.newEvent(BACKLOG + 1);
      assertEquals(BACKLOG + 1, first.available(event));
    }
    world
        .sql()
        .execute(
            "insert into \"user\" (name) select 'Kim' from generate_series(1, ?)", BACKLOG + 1);
    leaveUnsaved(event);
    long begin = System.nanoTime();
    try (var next = TestApp.start(world, SWEEPING)) {
      next.reserved(event, BACKLOG + 1);
      Promised.within(Duration.ofSeconds(2), "started with a backlog, it sells", begin);
      assertEquals(0, next.available(event));
      Books.assertBalanced(next, event);
      assertEquals(BACKLOG + 1, world.number("select count(*) from reservation"));
    }
  }

  /** As an app leaves them that sold one ticket each to users 1, 2, … and died. */
  private void leaveUnsaved(long event) {
    String tag = "{" + Partition.ofEvent(event) + "}:";
    world
        .redis()
        .eval(
            """
            local tag, event, count = KEYS[1], ARGV[1], tonumber(ARGV[2])
            local second = redis.call('TIME')[1]
            for user = 1, count do
              local id = string.format('%.0f', (1000000 + user) * 16 + event % 16)
              local change = 'CONFIRMED ' .. event .. ' ' .. user .. ' ' .. second .. '000000 ' .. second .. '000000'
              redis.call('HSET', tag .. 'unsaved', id, change)
              redis.call('SADD', tag .. 'event:' .. event .. ':unsaved', id)
              redis.call('ZADD', tag .. 'unsaved:by-user', 0, user .. ':' .. id)
              redis.call('HSET', tag .. 'event:' .. event .. ':holders', user, id)
            end
            """,
            ScriptOutputType.STATUS,
            new String[] {tag},
            Long.toString(event),
            Integer.toString(BACKLOG));
  }
}
