package boxoffice.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** P4, P6, P8, P9: each user's tickets of an event behave like one linearizable register. */
final class RegisterCheck {
  /** Up to this many calls, those are left out without which the contradiction stays. */
  private static final int MOST_TO_SHRINK = 300;

  private RegisterCheck() {}

  /**
   * @param withRows whether the books count as a last read; if they contradict the answers at first
   *     sight, that has been said already
   */
  static Optional<Violation> check(Register register, boolean withRows) {
    var meanings = new Operations(register);
    List<Call> calls = new ArrayList<>(register.calls());
    calls.addAll(register.lists());
    if (withRows) {
      calls.add(LastRead.of(register));
    }
    List<Operation> operations = meanings.of(calls);
    return RegisterSearch.run(operations)
        .map(
            failed -> {
              List<Call> evidence = evidence(operations, failed.operation());
              return new Violation(
                  new Verdict(register, meanings).promise(failed),
                  sentence(register, failed.operation().call()),
                  evidence.stream().filter(call -> !LastRead.is(call)).toList());
            });
  }

  private static String sentence(Register register, Call call) {
    String what =
        LastRead.is(call)
            ? "what the books have, " + register.rows()
            : call.kind() + " answered " + call.outcome() + " " + said(call);
    return "User %d of event %d: no order of the requests explains %s"
        .formatted(register.userId(), register.eventId(), what);
  }

  private static String said(Call call) {
    return call.seen().isEmpty() ? Long.toString(call.answer()) : call.seen().toString();
  }

  private static List<Call> evidence(List<Operation> all, Operation failed) {
    List<Operation> prefix = new ArrayList<>(all);
    prefix.removeIf(operation -> operation.call().begin() > failed.end());
    if (prefix.size() <= MOST_TO_SHRINK) {
      for (Operation operation : List.copyOf(prefix)) {
        List<Operation> fewer = new ArrayList<>(prefix);
        fewer.remove(operation);
        if (!operation.equals(failed) && operation.tells() && fails(fewer, failed)) {
          prefix = fewer;
        }
      }
    }
    return prefix.stream()
        .map(Operation::call)
        .sorted(Comparator.comparingLong(Call::begin))
        .toList();
  }

  private static boolean fails(List<Operation> operations, Operation failed) {
    return RegisterSearch.run(operations)
        .filter(found -> found.operation().equals(failed))
        .isPresent();
  }
}
