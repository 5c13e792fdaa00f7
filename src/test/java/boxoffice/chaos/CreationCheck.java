package boxoffice.chaos;

import static boxoffice.chaos.Call.Kind.CREATE_EVENT;
import static boxoffice.chaos.Call.Outcome.DONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** P2, P3, P9: what is created by a key is created once, and each who asks is told of the same. */
final class CreationCheck {
  private final Map<String, Set<Long>> books;
  private final List<Violation> found = new ArrayList<>();

  private CreationCheck(History history) {
    books =
        history.books().created().stream()
            .collect(
                Collectors.groupingBy(
                    History.Created::key,
                    Collectors.mapping(History.Created::eventId, Collectors.toSet())));
  }

  static List<Violation> check(History history) {
    var check = new CreationCheck(history);
    history.calls().stream()
        .filter(call -> call.kind() == CREATE_EVENT)
        .collect(Collectors.groupingBy(Call::key))
        .forEach(check::check);
    return check.found;
  }

  private void check(String key, List<Call> calls) {
    Set<Long> told =
        calls.stream()
            .filter(call -> call.outcome() == DONE)
            .map(Call::answer)
            .collect(Collectors.toSet());
    Set<Long> there = books.getOrDefault(key, Set.of());
    if (told.size() > 1) {
      report("P9", key + " was told of " + told, calls);
    }
    if (there.size() > 1) {
      report("P3", key + " created " + there, calls);
    }
    if (!there.containsAll(told)) {
      report("P2", key + " was told of " + told + ", but created " + there, calls);
    }
  }

  private void report(String promise, String what, List<Call> calls) {
    found.add(new Violation(promise, "Key " + what, calls));
  }
}
