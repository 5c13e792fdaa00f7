package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.ALREADY_CANCELLED;
import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.BELOW_CONFIRMED;
import static boxoffice.chaos.Call.Outcome.DONE;
import static boxoffice.chaos.Call.Outcome.NOT_FOUND;
import static boxoffice.chaos.Call.Outcome.SOLD_OUT;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** P10: every request has an answer, in time, and one that it may have. */
final class AnswerCheck {
  static final Duration PROMISED = Duration.ofSeconds(2);

  /** What the load generator itself may need to send a request and to notice its answer. */
  static final Duration SLACK = Duration.ofMillis(250);

  private final StallTimes stalls;

  private AnswerCheck(History history) {
    stalls = new StallTimes(history.stalls());
  }

  static List<Violation> check(History history) {
    var check = new AnswerCheck(history);
    return history.calls().stream().flatMap(call -> check.violation(call).stream()).toList();
  }

  private Optional<Violation> violation(Call call) {
    long stalled = stalls.within(call.instance(), call.begin(), call.end());
    long taken = call.end() - call.begin() - stalled;
    if (call.outcome() == Call.Outcome.UNKNOWN) {
      return stalls.touchesOutage(call.instance(), call.begin(), call.end())
          ? Optional.empty()
          : violation(call, "was not answered, and nothing held it up");
    }
    if (call.isDecided() && !answers(call.kind()).contains(call.outcome())) {
      return violation(call, "was answered " + call.outcome());
    }
    if (taken > PROMISED.plus(SLACK).toNanos()) {
      return violation(call, "was answered after " + taken / 1_000_000 + " ms");
    }
    return Optional.empty();
  }

  private static Set<Call.Outcome> answers(Call.Kind kind) {
    return switch (kind) {
      case RESERVE -> EnumSet.of(DONE, ALREADY_RESERVED, SOLD_OUT);
      case CANCEL -> EnumSet.of(DONE, ALREADY_CANCELLED, NOT_FOUND);
      case READ_RESERVATION -> EnumSet.of(DONE, NOT_FOUND);
      case READ_EVENT, READ_LIST, CREATE_EVENT -> EnumSet.of(DONE);
      case SET_TOTAL -> EnumSet.of(DONE, BELOW_CONFIRMED);
    };
  }

  private static Optional<Violation> violation(Call call, String what) {
    return Optional.of(new Violation("P10", call.kind() + " " + what, List.of(call)));
  }
}
