package boxoffice.metrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** The bounds of the histograms: fine where it is good, and at what is promised. */
final class Buckets {
  /** An answer takes less than a millisecond in peace; overload is answered within two seconds. */
  static final List<Duration> REQUEST =
      micros(
          100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
          1_000_000, 2_000_000, 2_500_000);

  /**
   * A lone change is written after a linger of 50 ms; a second is too long, unless PostgreSQL is
   * away.
   */
  static final List<Duration> DELAY =
      millis(
          20, 50, 75, 100, 150, 200, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000,
          600_000);

  /** One transaction. */
  static final List<Duration> BATCH =
      millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000);

  /** One round trip with a flush of Redis to its disk. */
  static final List<Duration> CALL =
      micros(
          100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
          1_000_000);

  private Buckets() {}

  static List<Double> seconds(List<Duration> bounds) {
    return bounds.stream().map(bound -> bound.toNanos() / 1e9).toList();
  }

  private static List<Duration> micros(long... micros) {
    return LongStream.of(micros).mapToObj(us -> Duration.ofNanos(us * 1_000)).toList();
  }

  private static List<Duration> millis(long... millis) {
    return LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
  }
}
