package boxoffice.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What was possible at each instant of an event's sale, in one sweep over all its changes. */
final class EventTimeline {
  /**
   * A span of time within which nothing changed.
   *
   * @param from its first instant; the last is before the next one's
   * @param certain tickets that were held for certain
   * @param possible tickets that may have been held
   * @param least the least total that may have been in force
   * @param most the largest such total
   */
  record Span(long from, int certain, int possible, int least, int most) {
    boolean mayHaveLeft(long available) {
      return available >= Math.max(0, least - possible) && available <= Math.max(0, most - certain);
    }

    boolean mayBeSoldOut() {
      return possible >= least;
    }

    boolean mayHold(int moreThan) {
      return possible > moreThan;
    }

    boolean isOversold() {
      return certain > most;
    }
  }

  private final long[] instants;
  private final Span[] spans;

  EventTimeline(List<Holding> holdings, Totals totals) {
    var certain = new Steps();
    var possible = new Steps();
    for (Holding holding : holdings) {
      possible.addSpan(holding.possibleFrom(), holding.possibleTo());
      if (holding.certainFrom() != Holding.EVER) {
        long to = holding.certainTo() == Holding.EVER ? Holding.EVER : holding.certainTo() - 1;
        certain.addSpan(holding.certainFrom() + 1, to);
      }
    }
    NavigableSet<Long> all = new TreeSet<>(certain.instants());
    all.addAll(possible.instants());
    totals.instants().forEach(all::add);
    instants = all.stream().mapToLong(Long::longValue).toArray();
    int[] certainAt = certain.at(instants);
    int[] possibleAt = possible.at(instants);
    spans = new Span[instants.length];
    for (int i = 0; i < spans.length; i++) {
      long at = instants[i];
      spans[i] = new Span(at, certainAt[i], possibleAt[i], totals.least(at), totals.most(at));
    }
  }

  Optional<Span> firstOversold() {
    return Arrays.stream(spans).filter(Span::isOversold).findFirst();
  }

  /** Looks at each span that a call touches; the first one explains nearly every call. */
  boolean anyDuring(Call call, Predicate<Span> explains) {
    int found = Arrays.binarySearch(instants, call.begin());
    int first = found >= 0 ? found : -found - 2;
    for (int i = first; i < spans.length && instants[i] <= call.end(); i++) {
      if (explains.test(spans[i])) {
        return true;
      }
    }
    return false;
  }

  Span at(long instant) {
    int found = Arrays.binarySearch(instants, instant);
    return spans[found >= 0 ? found : -found - 2];
  }
}
