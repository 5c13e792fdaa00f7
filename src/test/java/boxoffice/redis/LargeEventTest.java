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
      long large = LargeEvent.create(app, HOLDERS, 1);
      long other = app.newEvent(HOLDERS);
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
