package boxoffice.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The least and the largest total that may have been in force at each instant. A total may be in
 * force from when it was asked for until another one, asked for after it was answered, has been
 * done. One of unknown outcome replaces nothing for certain; and since it may reach the counter
 * some time after its 503, it counts as possible until it is replaced.
 */
final class Totals {
  private record Change(long begin, long end, int total, boolean isDone) {}

  private final NavigableMap<Long, int[]> bounds = new TreeMap<>();

  Totals(int first, List<Call> calls) {
    List<Change> changes =
        Stream.concat(
                Stream.of(new Change(Long.MIN_VALUE, Long.MIN_VALUE, first, true)),
                calls.stream().filter(Totals::maySet).map(Totals::change))
            .sorted(Comparator.comparingLong(Change::begin))
            .toList();
    NavigableMap<Long, List<Integer>> begins = new TreeMap<>();
    NavigableMap<Long, List<Integer>> ends = new TreeMap<>();
    NavigableMap<Long, Long> firstEndOfLater = firstEndOfLater(changes);
    for (Change change : changes) {
      begins.computeIfAbsent(change.begin, _ -> new ArrayList<>()).add(change.total);
      var replaced = firstEndOfLater.higherEntry(change.end);
      if (replaced != null && replaced.getValue() != Long.MAX_VALUE) {
        ends.computeIfAbsent(replaced.getValue() + 1, _ -> new ArrayList<>()).add(change.total);
      }
    }
    follow(begins, ends);
  }

  private static boolean maySet(Call call) {
    return call.kind() == Call.Kind.SET_TOTAL
        && (call.outcome() == Call.Outcome.DONE || !call.isDecided());
  }

  private static Change change(Call call) {
    long end = call.outcome() == Call.Outcome.UNKNOWN ? Long.MAX_VALUE : call.end();
    return new Change(call.begin(), end, call.total(), call.outcome() == Call.Outcome.DONE);
  }

  /** By begin, the first end of the changes that were done and began then or later. */
  private static NavigableMap<Long, Long> firstEndOfLater(List<Change> changes) {
    NavigableMap<Long, Long> ends = new TreeMap<>();
    long first = Long.MAX_VALUE;
    for (Change change : changes.reversed()) {
      if (change.isDone) {
        first = Math.min(first, change.end);
        ends.put(change.begin, first);
      }
    }
    return ends;
  }

  private void follow(
      NavigableMap<Long, List<Integer>> begins, NavigableMap<Long, List<Integer>> ends) {
    NavigableMap<Long, Boolean> instants = new TreeMap<>();
    begins.keySet().forEach(instant -> instants.put(instant, true));
    ends.keySet().forEach(instant -> instants.put(instant, true));
    NavigableMap<Integer, Integer> possible = new TreeMap<>();
    for (long instant : instants.keySet()) {
      begins.getOrDefault(instant, List.of()).forEach(t -> possible.merge(t, 1, Integer::sum));
      ends.getOrDefault(instant, List.of())
          .forEach(t -> possible.computeIfPresent(t, (_, n) -> n == 1 ? null : n - 1));
      bounds.put(instant, new int[] {possible.firstKey(), possible.lastKey()});
    }
  }

  Iterable<Long> instants() {
    return bounds.keySet();
  }

  int least(long instant) {
    return bounds.floorEntry(instant).getValue()[0];
  }

  int most(long instant) {
    return bounds.floorEntry(instant).getValue()[1];
  }
}
