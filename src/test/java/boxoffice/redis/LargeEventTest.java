package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.reservation.Partition;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** An event with very many holders comes on sale while another one sells. */
class LargeEventTest {
  private static final int HOLDERS = 200_000;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  @Test
  void loadingALargeEventDoesNotStopTheSaleOfAnother() {
    try (TestApp app = TestApp.start()) {
      long large = app.newEvent(HOLDERS + 1);
      long other = app.newEvent(HOLDERS);
      fill(app, large);
      var sale = new Sale(app, other);
      long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      long usual = sale.longestPauseMillis(() -> System.nanoTime() > end);

      CompletableFuture<Void> load =
          CompletableFuture.runAsync(
              () ->
                  Eventually.eventually(
                      "the large event is loaded",
                      () -> app.get("/events/" + large).statusCode() == 200));
      long pause = sale.longestPauseMillis(load::isDone);
      load.join();

      assertEquals(1, app.available(large));
      assertTrue(
          pause < LONGEST_PAUSE_MILLIS + usual, pause + " ms while loading, usually " + usual);
      String holders = Keys.holders(Partition.ofEvent(large), large);
      assertEquals(HOLDERS, app.world().redis().hlen(holders));
      assertEquals(-1, app.world().redis().ttl(holders));
    }
  }

  private static void fill(TestApp app, long event) {
    var sql = app.world().sql();
    sql.execute("insert into \"user\"(name) select 'u' from generate_series(1, ?)", HOLDERS);
    sql.execute(
        "insert into reservation select (100000000000 + u.id) * 16 + mod(?::bigint, 16), u.id,"
            + " ?::bigint, 'CONFIRMED', now(), now() from \"user\" u",
        event,
        event);
    sql.execute("update event set available_tickets = 1 where id = ?", event);
  }

  /** Sells one ticket after the other, each to a new buyer. */
  private static final class Sale {
    private final TestApp app;
    private final long event;
    private long buyer;

    Sale(TestApp app, long event) {
      this.app = app;
      this.event = event;
      sell();
    }

    private void sell() {
      HttpResponse<String> answer = app.reserve(event, ++buyer);
      assertEquals(201, answer.statusCode(), answer.body());
    }

    long longestPauseMillis(BooleanSupplier isOver) {
      long longest = 0;
      do {
        long begin = System.nanoTime();
        sell();
        longest = Math.max(longest, System.nanoTime() - begin);
      } while (!isOver.getAsBoolean());
      return Duration.ofNanos(longest).toMillis();
    }
  }
}
