package boxoffice.bench;

import java.util.function.DoublePredicate;

/**
 * Something wanted, beside what was measured. The median of the rounds decides, unrounded, and of
 * what must never happen the worst.
 */
record Target(String what, String wanted, String measured, Verdict verdict) {
  enum Verdict {
    MET("met"),
    MISSED("**missed**"),
    NOT_MEASURED("not measured"),
    /** Nothing is wanted of it, it is there to be compared. */
    COMPARISON("for comparison");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static Target atMost(String what, double limit, String unit, PerRound each) {
    String wanted = "at most " + Numbers.exact(limit) + unit;
    return of(what, wanted, Numbers.measured(each, unit), each, value -> value <= limit);
  }

  /** In each round. */
  static Target never(String what, double limit, String unit, PerRound each) {
    String wanted = "never above " + Numbers.exact(limit) + unit;
    PerRound worst = PerRound.inOrder(each.highest().stream().boxed().toList());
    return of(what, wanted, Numbers.measured(each, unit), worst, value -> value <= limit);
  }

  static Target atLeast(String what, double limit, String unit, PerRound each) {
    String wanted = "at least " + Numbers.exact(limit) + unit;
    return of(what, wanted, Numbers.measured(each, unit), each, value -> value >= limit);
  }

  static Target below(String what, double limit, String unit, PerRound each) {
    String wanted = "below " + Numbers.exact(limit) + unit;
    return of(what, wanted, Numbers.measured(each, unit), each, value -> value < limit);
  }

  /** A ratio that differs from one by less than this part of it. */
  static Target within(String what, double part, PerRound each) {
    String wanted =
        "above %s, below %s".formatted(Numbers.exact(1 - part), Numbers.exact(1 + part));
    String measured = Numbers.measured(each, "");
    return of(what, wanted, measured, each, value -> Math.abs(value - 1) < part);
  }

  static Target comparison(String what, PerRound each) {
    return new Target(what, "", Numbers.measured(each, ""), Verdict.COMPARISON);
  }

  static Target of(
      String what, String wanted, String measured, PerRound each, DoublePredicate isMet) {
    if (each.isEmpty()) {
      return new Target(what, wanted, "–", Verdict.NOT_MEASURED);
    }
    boolean met = isMet.test(each.median().getAsDouble());
    return new Target(what, wanted, measured, met ? Verdict.MET : Verdict.MISSED);
  }
}
