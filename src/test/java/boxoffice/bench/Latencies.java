package boxoffice.bench;

import boxoffice.bench.Results.Latency;
import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds, and what is told of them. */
final class Latencies {
  /** Longer ones count as this long. */
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);

  void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
  }

  Latency told() {
    return told(histogram);
  }

  static Latency told(Histogram nanos) {
    return new Latency(
        millis(nanos, 50),
        millis(nanos, 90),
        millis(nanos, 99),
        millis(nanos, 99.9),
        nanos.getMaxValue() / NANOS_PER_MILLI);
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }
}
