package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.ALREADY_CANCELLED;
import static boxoffice.chaos.Call.Outcome.DONE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * P2 and P3: everything that a buyer was told is in the books, and everything in the books comes
 * from a request.
 */
final class RowCheck {
  private final List<Violation> violations = new ArrayList<>();
  private final Set<Register> unexplained = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Long, Register> owners = new HashMap<>();

  private RowCheck() {}

  static RowCheck of(Registers registers) {
    var check = new RowCheck();
    registers.all().forEach(check::check);
    return check;
  }

  List<Violation> violations() {
    return violations;
  }

  /** Whether a register's rows and answers belong together, as far as this check can say. */
  boolean explains(Register register) {
    return !unexplained.contains(register);
  }

  private void check(Register register) {
    Set<Long> untold = register.untold();
    Map<Long, History.Row> rows =
        register.rows().stream()
            .collect(
                Collectors.toMap(
                    History.Row::reservationId, Function.identity(), (one, other) -> one));
    if (rows.size() < register.rows().size()) {
      report("P2", "has two rows of one reservation", register, List.of());
    }
    Set<Long> told = register.told();
    Stream.concat(told.stream(), untold.stream()).forEach(id -> checkOwner(id, register));
    boolean comesFromRequests = untold.size() <= register.undecidedReserves().size();
    if (comesFromRequests) {
      checkRows(untold, rows, register);
    } else if (untold.stream().anyMatch(rows::containsKey)) {
      report("P3", "has rows without a request: of " + untold, register, few(register));
    }
    checkRows(told, rows, register);
    checkCancels(rows, register);
  }

  private void checkOwner(long id, Register register) {
    Register owner = owners.putIfAbsent(id, register);
    if (owner != null) {
      List<Call> evidence = new ArrayList<>(owner.evidence(id));
      evidence.addAll(register.evidence(id));
      report("P2", "has reservation " + id + " of user " + owner.userId(), register, evidence);
    }
  }

  private void checkRows(Set<Long> ids, Map<Long, History.Row> rows, Register register) {
    for (long id : ids) {
      if (!rows.containsKey(id)) {
        report("P2", "has no row of reservation " + id, register, register.evidence(id));
      }
    }
  }

  private void checkCancels(Map<Long, History.Row> rows, Register register) {
    Map<Long, List<Call>> cancels = register.cancels();
    for (History.Row row : rows.values()) {
      long id = row.reservationId();
      List<Call> ofRow = cancels.getOrDefault(id, List.of());
      boolean isCancelled =
          ofRow.stream().anyMatch(c -> c.outcome() == DONE || c.outcome() == ALREADY_CANCELLED);
      boolean mayBeCancelled = isCancelled || ofRow.stream().anyMatch(c -> !c.isDecided());
      if (row.confirmed() && isCancelled) {
        report("P6", "still has reservation " + id, register, register.evidence(id));
      } else if (!row.confirmed() && !mayBeCancelled) {
        String lost = "has lost reservation " + id + ", which nobody cancelled";
        report("P2", lost, register, register.evidence(id));
      }
    }
  }

  private void report(String promise, String what, Register register, List<Call> evidence) {
    unexplained.add(register);
    String who = "In the books, user " + register.userId() + " of event " + register.eventId();
    violations.add(new Violation(promise, who + " " + what, evidence));
  }

  private static List<Call> few(Register register) {
    return register.calls().stream().limit(Violations.FEW).toList();
  }
}
