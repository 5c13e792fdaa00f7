package boxoffice.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final List<Duration> BOUNDS =
      List.of(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(100));

  private final Meters meters =
      new Meters(
          new PrometheusMeterRegistry(
              PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM));
  private final Timer one = meters.timer("one", "a test's", BOUNDS);
  private final Timer other = meters.timer("other", "a test's", BOUNDS);

  @Test
  void itCountsWhatIsWithinEachBound() {
    record(one, 10, 11, 20, 100, 101, 5_000);
    record(other, 1, 2, 3);
    Histogram both = read();
    assertEquals(List.of(0.01, 0.02, 0.1), both.bounds());
    assertEquals(List.of(4L, 2L, 1L, 2L), both.counts());
    assertEquals(9, both.count());
    assertEquals(5.248, both.seconds(), 1e-9);
  }

  @Test
  void itTellsTheTimeWithinWhichAShareWas() {
    assertEquals(Double.NaN, read().quantile(0.5));
    record(one, 15, 15, 15, 15);
    assertEquals(0.015, read().quantile(0.5), 1e-9);
    assertEquals(0.02, read().quantile(1), 1e-9);
    record(one, 50, 50, 50, 50);
    assertEquals(0.02, read().quantile(0.5), 1e-9);
    assertEquals(0.06, read().quantile(0.75), 1e-9);
    record(one, 5_000);
    assertEquals(0.1, read().quantile(1), 1e-9);
  }

  @Test
  void itTellsWhatWasMeasuredSince() {
    record(one, 5, 5, 5);
    Histogram before = read();
    record(one, 50);
    record(other, 15);
    Histogram since = read().since(before);
    assertEquals(List.of(0L, 1L, 1L, 0L), since.counts());
    assertEquals(0.065, since.seconds(), 1e-9);
    assertEquals(0.1, since.quantile(1), 1e-9);
  }

  private Histogram read() {
    return Histogram.of(Buckets.seconds(BOUNDS), List.of(one, other));
  }

  private static void record(Timer timer, long... millis) {
    for (long ms : millis) {
      timer.record(Duration.ofMillis(ms));
    }
  }
}
