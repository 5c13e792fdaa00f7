package boxoffice.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing list of steps short: leaves out halves, quarters and so on, down to single steps,
 * as long as it still fails without them. After A. Zeller and R. Hildebrandt, "Simplifying and
 * Isolating Failure-Inducing Input", IEEE Transactions on Software Engineering 28, 2002.
 */
final class Shrinking {
  private Shrinking() {}

  static <T> List<T> shortest(List<T> failing, Predicate<List<T>> fails) {
    List<T> rest = failing;
    for (int part = Math.max(1, rest.size() / 2); part >= 1; part /= 2) {
      int begin = 0;
      while (begin < rest.size()) {
        List<T> without = new ArrayList<>(rest.subList(0, begin));
        without.addAll(rest.subList(Math.min(rest.size(), begin + part), rest.size()));
        if (fails.test(without)) {
          rest = without;
        } else {
          begin += part;
        }
      }
    }
    return rest;
  }
}
