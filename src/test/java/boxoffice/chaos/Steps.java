package boxoffice.chaos;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A number that changes at instants: the sum of what was added up to an instant, that included. */
final class Steps {
  private final NavigableMap<Long, Integer> changes = new TreeMap<>();

  /** One more within a span, both ends included; an end of {@link Long#MAX_VALUE} is none. */
  void addSpan(long from, long to) {
    if (from > to) {
      return;
    }
    changes.merge(from, 1, Integer::sum);
    if (to != Long.MAX_VALUE) {
      changes.merge(to + 1, -1, Integer::sum);
    }
  }

  Collection<Long> instants() {
    return changes.keySet();
  }

  /** The numbers at these instants, which rise. */
  int[] at(long[] instants) {
    int[] numbers = new int[instants.length];
    int sum = 0;
    var left = changes.entrySet().iterator();
    Map.Entry<Long, Integer> next = left.hasNext() ? left.next() : null;
    for (int i = 0; i < instants.length; i++) {
      while (next != null && next.getKey() <= instants[i]) {
        sum += next.getValue();
        next = left.hasNext() ? left.next() : null;
      }
      numbers[i] = sum;
    }
    return numbers;
  }
}
