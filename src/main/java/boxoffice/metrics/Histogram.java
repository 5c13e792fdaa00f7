package boxoffice.metrics;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How often times of each length were measured.
 *
 * @param bounds in seconds, rising; a time equal to a bound is within it
 * @param counts one for each bound, of what is above the bound before, and one more for what is
 *     above the last
 * @param seconds all of them together
 */
public record Histogram(List<Double> bounds, List<Long> counts, double seconds) {

  static Histogram of(List<Double> bounds, Collection<Timer> timers) {
    long[] counts = new long[bounds.size() + 1];
    double seconds = 0;
    for (Timer timer : timers) {
      long below = 0;
      CountAtBucket[] buckets = timer.takeSnapshot().histogramCounts();
      for (int i = 0; i < bounds.size(); i++) {
        long upTo = (long) buckets[i].count();
        counts[i] += upTo - below;
        below = upTo;
      }
      counts[bounds.size()] += Math.max(0, timer.count() - below);
      seconds += timer.totalTime(TimeUnit.SECONDS);
    }
    return new Histogram(bounds, Arrays.stream(counts).boxed().toList(), seconds);
  }

  /** How many times were measured. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** What was measured since. */
  public Histogram since(Histogram earlier) {
    List<Long> more = new ArrayList<>(counts);
    IntStream.range(0, more.size())
        .forEach(i -> more.set(i, counts.get(i) - earlier.counts.get(i)));
    return new Histogram(bounds, more, seconds - earlier.seconds);
  }

  /**
   * The seconds within which this share was, as exact as the buckets are; at most the last bound,
   * and NaN if nothing was measured.
   *
   * @param share 0.99 say
   */
  public double quantile(double share) {
    double rank = share * count();
    double below = 0;
    for (int i = 0; i < bounds.size(); i++) {
      long here = counts.get(i);
      if (here > 0 && below + here >= rank) {
        double from = i == 0 ? 0 : bounds.get(i - 1);
        return from + (bounds.get(i) - from) * Math.max(0, rank - below) / here;
      }
      below += here;
    }
    return count() == 0 ? Double.NaN : bounds.getLast();
  }
}
