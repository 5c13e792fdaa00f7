package boxoffice.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Meters of ours. Their names begin with {@code boxoffice}; the registry writes them with
 * underscores and adds what they count: {@code _seconds}, {@code _total}. Tags go in pairs of key
 * and value, and no value is an id.
 */
final class Meters {
  private static final String PREFIX = "boxoffice.";

  private final MeterRegistry registry;

  /** The registry holds them by weak references. */
  private final Queue<LongSupplier> counts = new ConcurrentLinkedQueue<>();

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** What goes up and down. */
  void gauge(String name, String meaning, Supplier<Number> value, String... tags) {
    Gauge.builder(PREFIX + name, value).description(meaning).tags(tags).register(registry);
  }

  /** What somebody else counts up. */
  void counter(String name, String meaning, LongSupplier count, String... tags) {
    counts.add(count);
    FunctionCounter.builder(PREFIX + name, count, LongSupplier::getAsLong)
        .description(meaning)
        .tags(tags)
        .register(registry);
  }

  /**
   * How long something takes.
   *
   * @param bounds of the histogram's buckets; without any, only the sum and the longest are told
   */
  Timer timer(String name, String meaning, List<Duration> bounds, String... tags) {
    return Timer.builder(PREFIX + name)
        .description(meaning)
        .serviceLevelObjectives(bounds.toArray(Duration[]::new))
        .tags(tags)
        .register(registry);
  }

  /**
   * How much of something comes together.
   *
   * @param bounds of the histogram's buckets
   */
  DistributionSummary sizes(String name, String meaning, String unit, double... bounds) {
    return DistributionSummary.builder(PREFIX + name)
        .description(meaning)
        .baseUnit(unit)
        .serviceLevelObjectives(bounds)
        .register(registry);
  }
}
