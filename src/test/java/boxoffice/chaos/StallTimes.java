package boxoffice.chaos;

import boxoffice.chaos.History.Stall;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How long an instance, or the load generator, was held up within a span of time. */
final class StallTimes {
  private static final int ALL = -1;

  private final List<Stall> stalls;
  private final Map<Integer, NavigableMap<Long, Long>> merged = new HashMap<>();
  private final Map<Integer, NavigableMap<Long, Long>> outages = new HashMap<>();

  StallTimes(List<Stall> stalls) {
    this.stalls = stalls.stream().sorted(Comparator.comparingLong(Stall::begin)).toList();
  }

  /** Whether an outage of the instance overlaps that span. */
  boolean touchesOutage(int instance, long begin, long end) {
    var last = outages.computeIfAbsent(instance, i -> merge(i, Stall::isOutage)).floorEntry(end);
    return last != null && last.getValue() >= begin;
  }

  /** Stalls that overlap each other count once. */
  long within(int instance, long begin, long end) {
    NavigableMap<Long, Long> spans = of(instance);
    Long first = spans.floorKey(begin);
    return spans
        .subMap(first == null ? begin : first, true, Math.max(begin, end), true)
        .entrySet()
        .stream()
        .mapToLong(span -> Math.min(span.getValue(), end) - Math.max(span.getKey(), begin))
        .filter(overlap -> overlap > 0)
        .sum();
  }

  /** By begin the end of each span, none of which touches another. */
  private NavigableMap<Long, Long> of(int instance) {
    return merged.computeIfAbsent(instance, i -> merge(i, _ -> true));
  }

  private NavigableMap<Long, Long> merge(int instance, Predicate<Stall> which) {
    NavigableMap<Long, Long> spans = new TreeMap<>();
    for (Stall stall : stalls) {
      if (!which.test(stall) || (stall.instance() != instance && stall.instance() != ALL)) {
        continue;
      }
      var last = spans.lastEntry();
      if (last != null && last.getValue() >= stall.begin()) {
        spans.put(last.getKey(), Math.max(last.getValue(), stall.end()));
      } else {
        spans.put(stall.begin(), stall.end());
      }
    }
    return spans;
  }
}
