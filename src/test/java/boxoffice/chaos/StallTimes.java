package boxoffice.chaos;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How long an instance, or the load generator, was held up within a span of time. */
final class StallTimes {
  private static final int ALL = -1;

  private final List<History.Stall> stalls;
  private final Map<Integer, NavigableMap<Long, Long>> merged = new HashMap<>();

  StallTimes(List<History.Stall> stalls) {
    this.stalls = stalls.stream().sorted(Comparator.comparingLong(History.Stall::begin)).toList();
  }

  boolean touches(int instance, long begin, long end) {
    var last = of(instance).floorEntry(end);
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
    return merged.computeIfAbsent(instance, this::merge);
  }

  private NavigableMap<Long, Long> merge(int instance) {
    NavigableMap<Long, Long> spans = new TreeMap<>();
    for (History.Stall stall : stalls) {
      if (stall.instance() != instance && stall.instance() != ALL) {
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
