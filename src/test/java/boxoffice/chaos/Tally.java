package boxoffice.chaos;

import boxoffice.chaos.Call.Kind;
import boxoffice.chaos.Call.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all rounds of a run add up to. */
final class Tally {
  /**
   * @param injected how often
   * @param hits how much work under way they hit
   * @param backNanos the longest time until a ticket was sold again
   */
  record OfFault(long injected, long hits, long backNanos) {
    OfFault plus(long moreHits, long back) {
      return new OfFault(injected + 1, hits + moreHits, Math.max(backNanos, back));
    }
  }

  record What(Kind kind, Outcome outcome) {}

  private final Map<String, OfFault> faults = new LinkedHashMap<>();
  private final Map<What, Long> outcomes = new LinkedHashMap<>();
  private long requests;
  private long decided;
  private long toldAgain;
  private long rounds;
  private long violations;
  private long longestNanos;

  Tally(List<Fault> expected) {
    expected.forEach(fault -> faults.put(fault.name(), new OfFault(0, 0, 0)));
  }

  void add(RoundResult round) {
    rounds++;
    violations += round.violations().size();
    List<Call> calls = round.history().calls();
    requests += calls.size();
    for (Call call : calls) {
      outcomes.merge(new What(call.kind(), call.outcome()), 1L, Long::sum);
      if (call.isDecided()) {
        decided++;
        longestNanos = Math.max(longestNanos, call.end() - call.begin());
      }
    }
    toldAgain += toldAgain(calls);
    round.injections().forEach(one -> add(one, round));
  }

  private void add(Injection one, RoundResult round) {
    List<Call> calls = round.history().calls();
    boolean alone = round.injections().stream().noneMatch(one::overlaps);
    long back = alone ? one.backAfter(calls) : 0;
    faults.computeIfPresent(one.fault().name(), (_, sum) -> sum.plus(one.hits(calls), back));
  }

  private static long toldAgain(List<Call> calls) {
    List<Long> told =
        calls.stream()
            .filter(call -> call.kind() == Kind.RESERVE && call.outcome() == Outcome.DONE)
            .map(Call::answer)
            .toList();
    return (long) told.size() - Set.copyOf(told).size();
  }

  Map<String, OfFault> faults() {
    return faults;
  }

  /** How often a request had this outcome, whatever it asked for. */
  long count(Outcome outcome) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getKey().outcome() == outcome)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long count(Kind kind, Outcome outcome) {
    return outcomes.getOrDefault(new What(kind, outcome), 0L);
  }

  /** How many reserves were told a reservation that another was told before. */
  long toldAgain() {
    return toldAgain;
  }

  long requests() {
    return requests;
  }

  long decided() {
    return decided;
  }

  long rounds() {
    return rounds;
  }

  long violations() {
    return violations;
  }

  /** The longest wait for an answer that was one. */
  double longestSeconds() {
    return longestNanos / 1e9;
  }
}
