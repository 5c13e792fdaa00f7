package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.embedded.EmbeddedPostgres;
import boxoffice.embedded.EmbeddedRedis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A million are sold while PostgreSQL is away, and come home by themselves; meanwhile everybody
 * reads their list in no time. All with the default settings, in a heap of a gigabyte.
 */
@Tag("endurance")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
@Isolated
class MillionUnsavedTest {
  private static final Logger log = LoggerFactory.getLogger(MillionUnsavedTest.class);
  private static final int SOLD = Integer.getInteger("boxoffice.unsaved", 1_000_000);
  private static final int BUYERS_AT_ONCE = 64;
  private static final int READERS_AT_ONCE = 4;
  private static final int USERS_PER_BLOCK = 4_096;
  private static final int LISTS_AT_LEAST = 250;
  private static final Duration READ_WITHIN = Duration.ofMillis(50);
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(10);

  @Test
  void aMillionAreSoldWithoutPostgresAndComeHomeByThemselves() throws IOException {
    try (var postgres = EmbeddedPostgres.start(TestServers.temporaryDirectory());
        var redis = EmbeddedRedis.start(TestServers.temporaryDirectory());
        var world = TestWorld.on(postgres, redis);
        var proxy = TcpProxy.before(world.environment().get("DATABASE_URL"));
        var app = TestApp.start(world, Map.of("DATABASE_URL", proxy.url()))) {
      long event = onSale(world, app);
      proxy.refuse();
      sell(app, event);
      log.info("the heap has {} MB after a collection", usedMegabytes());
      log.info("Redis has {}", world.redis().info("memory").lines().skip(2).findFirst().orElse(""));
      proxy.accept();
      long begin = System.nanoTime();
      long p99 = p99(readLists(app, () -> Books.unsaved(world) <= SOLD / 2));
      Await.until(DRAINED_WITHIN, "all is saved", () -> Books.unsaved(world) == 0);
      log.info("all were saved after {} ms", (System.nanoTime() - begin) / 1_000_000);
      Books.assertBalanced(app, world, event);
      assertEquals(
          SOLD, world.number("select count(*) from reservation where event_id = ?", event));
      assertTrue(p99 < READ_WITHIN.toNanos() / 1_000, () -> "p99 of lists: " + p99 + " µs");
    }
  }

  /** An event with a ticket for everybody, all of whom the app knows. */
  private static long onSale(TestWorld world, TestApp app) {
    world
        .sql()
        .execute("insert into \"user\" (name) select 'Kim' from generate_series(1, ?)", SOLD);
    long other = app.newEvent(SOLD);
    for (int first = 1; first <= SOLD; first += USERS_PER_BLOCK) {
      int user = first;
      Await.until("user " + user + " is known", () -> app.reserve(other, user).statusCode() == 201);
    }
    long event = app.newEvent(SOLD);
    assertEquals(SOLD, app.available(event));
    Books.awaitAllSaved(world);
    return event;
  }

  private static void sell(TestApp app, long event) {
    var nextUser = new AtomicInteger(1);
    long begin = System.nanoTime();
    Crowd.all(
        BUYERS_AT_ONCE,
        _ -> {
          try (var buyer = new LeanBuyer(app.uri())) {
            for (int user = nextUser.getAndIncrement();
                user <= SOLD;
                user = nextUser.getAndIncrement()) {
              assertEquals(201, buyer.reserve(event, user));
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    log.info("{} were sold in {} s", SOLD, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
  }

  /** How long each list took, in microseconds. */
  private static List<Long> readLists(TestApp app, BooleanSupplier isOver) {
    List<List<Long>> micros =
        Crowd.each(
            READERS_AT_ONCE,
            _ -> {
              List<Long> each = new ArrayList<>();
              try (var reader = new LeanBuyer(app.uri())) {
                Await.until("PostgreSQL is back", () -> isRead(reader));
                do {
                  for (int n = 0; n < LISTS_AT_LEAST; n++) {
                    long begin = System.nanoTime();
                    assertTrue(isRead(reader));
                    each.add((System.nanoTime() - begin) / 1_000);
                  }
                } while (!isOver.getAsBoolean());
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              return each;
            });
    return micros.stream().flatMap(List::stream).sorted().toList();
  }

  private static long p99(List<Long> sorted) {
    long p99 = sorted.get(sorted.size() * 99 / 100);
    log.info(
        "{} lists were read, p50 {} µs, p99 {} µs, the slowest {} µs",
        sorted.size(),
        sorted.get(sorted.size() / 2),
        p99,
        sorted.getLast());
    return p99;
  }

  private static boolean isRead(LeanBuyer reader) {
    try {
      return reader.list(ThreadLocalRandom.current().nextInt(1, SOLD + 1)) == 200;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long usedMegabytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() >> 20;
  }
}
