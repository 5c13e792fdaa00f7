package boxoffice.chaos;

import boxoffice.chaos.Call.Kind;
import boxoffice.chaos.Call.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds out that a run passed only because little happened in it. */
final class Idle {
  /** What has to be seen only if faults of every kind had the time to bring it about. */
  private static final Set<Outcome> BY_FAULTS = EnumSet.of(Outcome.UNAVAILABLE, Outcome.UNKNOWN);

  /** What a right service never answers. */
  private static final Set<Outcome> NEVER = EnumSet.of(Outcome.NONSENSE, Outcome.NOT_FOUND);

  private Idle() {}

  /**
   * @param whole whether the run was long enough for each fault, and was to try them all
   * @return what was missing, in sentences
   */
  static List<String> complaints(Tally tally, boolean whole) {
    List<String> complaints = new ArrayList<>();
    tally
        .faults()
        .forEach(
            (name, sum) -> {
              if (sum.injected() > 0 && sum.hits() == 0) {
                complaints.add("\"" + name + "\" hit no work under way");
              }
              if (sum.injected() == 0 && whole) {
                complaints.add("\"" + name + "\" was never injected");
              }
            });
    if (2 * tally.decided() < tally.requests() || tally.requests() == 0) {
      complaints.add("fewer than half of the requests were decided");
    }
    for (Outcome outcome : Outcome.values()) {
      boolean expected = !NEVER.contains(outcome) && (whole || !BY_FAULTS.contains(outcome));
      if (expected && tally.count(outcome) == 0) {
        complaints.add("nothing was answered " + outcome);
      }
    }
    for (Kind kind : Kind.values()) {
      if (tally.count(kind, Outcome.DONE) == 0) {
        complaints.add("no " + kind + " was done");
      }
    }
    if (tally.toldAgain() == 0) {
      complaints.add("no reservation was told again");
    }
    return complaints;
  }
}
