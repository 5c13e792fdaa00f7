package boxoffice.chaos;

import boxoffice.chaos.Call.Kind;
import boxoffice.chaos.Call.Outcome;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** Prints what people want to know. */
final class Report {
  /** Of one promise: more of them would hide the others. */
  private static final int MOST_VIOLATIONS = 3;

  private static final int MOST_CALLS = 12;

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void line(String text) {
    out.println("chaos: " + text);
  }

  void round(RoundResult round) {
    line(round.summary());
    round.injections().forEach(one -> injection(one, round.begin()));
    round.nonsense().stream().limit(MOST_VIOLATIONS).forEach(text -> line("  " + text));
    round.violations().stream()
        .collect(Collectors.groupingBy(Violation::promise))
        .values()
        .forEach(
            same -> same.stream().limit(MOST_VIOLATIONS).forEach(one -> violation(one, round)));
  }

  private void injection(Injection one, long origin) {
    out.printf(
        "         %7.1f to %7.1f ms  %s, instance %d%n",
        millis(one.begin(), origin), millis(one.end(), origin), one.fault().name(), one.instance());
  }

  /** All that is needed to look at it: how to see it again, what is wrong, and who asked what. */
  private void violation(Violation violation, RoundResult round) {
    line(
        "BROKEN %s, seed %d: %s"
            .formatted(violation.promise(), round.seed(), violation.sentence()));
    violation.evidence().stream()
        .limit(MOST_CALLS)
        .forEach(call -> out.println("         " + describe(call, round.begin())));
  }

  static String describe(Call call, long origin) {
    return ("%9.1f to %9.1f ms  client %d, instance %d: %s event=%d user=%d reservation=%d total=%d"
            + " key=%s -> %s %d %s")
        .formatted(
            millis(call.begin(), origin),
            millis(call.end(), origin),
            call.client(),
            call.instance(),
            call.kind(),
            call.eventId(),
            call.userId(),
            call.reservationId(),
            call.total(),
            call.key(),
            call.outcome(),
            call.answer(),
            call.seen().isEmpty() ? "" : call.seen());
  }

  private static double millis(long time, long origin) {
    return (time - origin) / 1e6;
  }

  void summary(Tally tally) {
    out.printf("%n%-40s %8s %8s  %s%n", "fault", "injected", "hit", "back after");
    tally
        .faults()
        .forEach(
            (name, sum) ->
                out.printf(
                    "%-40s %8d %8d  %.2f s%n",
                    name, sum.injected(), sum.hits(), sum.backNanos() / 1e9));
    out.printf("%n%-20s", "outcome");
    for (Kind kind : Kind.values()) {
      out.printf(" %16s", kind);
    }
    for (Outcome outcome : Outcome.values()) {
      out.printf("%n%-20s", outcome);
      for (Kind kind : Kind.values()) {
        out.printf(" %16d", tally.count(kind, outcome));
      }
    }
    out.printf(
        "%n%n%d rounds, %,d requests, %.1f %% decided, %,d reservations told again, longest"
            + " wait for an answer %.2f s, violations: %d%n",
        tally.rounds(),
        tally.requests(),
        100.0 * tally.decided() / Math.max(1, tally.requests()),
        tally.toldAgain(),
        tally.longestSeconds(),
        tally.violations());
  }
}
