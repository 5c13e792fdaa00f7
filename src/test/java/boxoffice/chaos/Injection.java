package boxoffice.chaos;

import java.util.List;

/**
 * One fault as it happened.
 *
 * @param instance to which; or to all of them, where a server was hit
 * @param begin just before it was injected
 * @param end when it had been healed
 * @param struck what it hit behind the scenes
 */
record Injection(Fault fault, int instance, long begin, long end, long struck) {

  /**
   * How many pieces of work it hit: of requests those that were under way when it began, and those
   * that were left undecided while it lasted.
   */
  long hits(List<Call> calls) {
    return fault.struck().isPresent() ? struck : calls.stream().filter(this::hits).count();
  }

  private boolean hits(Call call) {
    boolean underWay = call.begin() < begin && call.end() > begin;
    boolean undecided = !call.isDecided() && call.begin() < end && call.end() > begin;
    return underWay || undecided;
  }

  /** How long after its end the first ticket was sold again, in nanoseconds; -1 for never. */
  long backAfter(List<Call> calls) {
    return calls.stream()
        .filter(call -> call.kind() == Call.Kind.RESERVE && call.outcome() == Call.Outcome.DONE)
        .filter(call -> call.begin() > end)
        .mapToLong(call -> call.end() - end)
        .min()
        .orElse(-1);
  }

  boolean overlaps(Injection other) {
    return !equals(other) && begin < other.end && other.begin < end;
  }
}
