package boxoffice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * One number for each round that has it. Contenders take turns within a round, so two of them are
 * compared round by round, and the median of that counts: a slow minute of the machine hits both.
 */
record PerRound(SortedMap<Integer, Double> values) {
  static PerRound none() {
    return new PerRound(new TreeMap<>());
  }

  /** The rounds in their order, from one on. */
  static PerRound inOrder(List<Double> values) {
    var byRound = new TreeMap<Integer, Double>();
    values.forEach(value -> byRound.put(byRound.size() + 1, value));
    return new PerRound(byRound);
  }

  PerRound {
    var finite = new TreeMap<>(values);
    finite.values().removeIf(value -> !Double.isFinite(value));
    values = finite;
  }

  /** How many times the other this is. */
  PerRound over(PerRound other) {
    return with(other, (mine, its) -> mine / its);
  }

  PerRound plus(PerRound other) {
    return with(other, Double::sum);
  }

  PerRound minus(PerRound other) {
    return with(other, (mine, its) -> mine - its);
  }

  PerRound map(DoubleUnaryOperator change) {
    var changed = new TreeMap<Integer, Double>();
    values.forEach((round, value) -> changed.put(round, change.applyAsDouble(value)));
    return new PerRound(changed);
  }

  private PerRound with(PerRound other, DoubleBinaryOperator both) {
    var common = new TreeMap<Integer, Double>();
    for (Map.Entry<Integer, Double> mine : values.entrySet()) {
      Double its = other.values.get(mine.getKey());
      if (its != null) {
        common.put(mine.getKey(), both.applyAsDouble(mine.getValue(), its));
      }
    }
    return new PerRound(common);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  int rounds() {
    return values.size();
  }

  /** Of an even number of rounds, the middle of the two in the middle. */
  OptionalDouble median() {
    List<Double> sorted = new ArrayList<>(values.values());
    sorted.sort(null);
    int size = sorted.size();
    return size == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
  }

  OptionalDouble lowest() {
    return values.values().stream().mapToDouble(value -> value).min();
  }

  OptionalDouble highest() {
    return values.values().stream().mapToDouble(value -> value).max();
  }
}
