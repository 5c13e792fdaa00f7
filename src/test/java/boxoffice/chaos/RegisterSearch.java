package boxoffice.chaos;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Looks for an order of a register's calls that explains all answers: each call is carried out at
 * one instant between its begin and its end.
 *
 * <p>The question is that of Wing and Gong, <i>Testing and Verifying Concurrent Objects</i> (1993);
 * the way is the just-in-time linearization of Lowe, <i>Testing for Linearizability</i> (2017), as
 * in Knossos and, by a search with the same memory of where it has been, in Porcupine. It follows
 * begins and ends through time and keeps every configuration that is possible. A call is carried
 * out no earlier than when some answer has to be explained. A set of configurations forgets by
 * itself how each came about, so that no more than the calls under way multiply; and when none is
 * left, the call that ends there is the end of the shortest prefix without an explanation.
 */
final class RegisterSearch {
  /**
   * More than this in one register is beyond what was meant to be checked: better said than hung.
   */
  private static final int MOST_CONFIGURATIONS = 1_000_000;

  private final Pending pending = new Pending();
  private final IdentityHashMap<Operation, Integer> slots = new IdentityHashMap<>();
  private Set<Configuration> configurations = Set.of(Configuration.FIRST);

  private RegisterSearch() {}

  /** The first answer that nothing explains. */
  static Optional<Unexplained> run(List<Operation> operations) {
    List<Operation> begins =
        operations.stream().sorted(Comparator.comparingLong(o -> o.call().begin())).toList();
    List<Operation> ends =
        operations.stream()
            .filter(operation -> !operation.neverEnds())
            .sorted(Comparator.comparingLong(Operation::end))
            .toList();
    return new RegisterSearch().run(begins, ends);
  }

  private Optional<Unexplained> run(List<Operation> begins, List<Operation> ends) {
    int begun = 0;
    for (Operation ending : ends) {
      while (begun < begins.size() && begins.get(begun).call().begin() <= ending.end()) {
        Operation beginning = begins.get(begun++);
        slots.put(beginning, pending.add(beginning));
      }
      Set<Configuration> explained = explain(ending);
      if (explained.isEmpty()) {
        List<TicketState> states =
            configurations.stream().map(Configuration::state).distinct().toList();
        return Optional.of(new Unexplained(ending, states));
      }
      configurations = explained;
    }
    return Optional.empty();
  }

  private Set<Configuration> explain(Operation ending) {
    int slot = slots.remove(ending);
    Set<Configuration> explained = isPlain(ending, slot) ? configurations : explored(ending, slot);
    pending.remove(slot);
    return explained;
  }

  /** Most answers agree with the only possible state, and nothing has to be explored. */
  private boolean isPlain(Operation ending, int slot) {
    return configurations.stream()
        .allMatch(c -> !c.done().get(slot) && ending.agrees().test(c.state()));
  }

  private Set<Configuration> explored(Operation ending, int slot) {
    Set<Configuration> explained = new LinkedHashSet<>();
    Set<Configuration> seen = new LinkedHashSet<>(configurations);
    Queue<Configuration> queue = new ArrayDeque<>(configurations);
    if (ending.isOptional()) {
      configurations.forEach(unchanged -> explained.add(unchanged.without(slot)));
    }
    while (!queue.isEmpty()) {
      Configuration configuration = queue.remove();
      if (configuration.done().get(slot) || ending.agrees().test(configuration.state())) {
        explained.add(configuration.without(slot));
        continue;
      }
      for (Configuration next : pending.after(configuration)) {
        if (seen.add(next)) {
          queue.add(next);
        }
      }
      if (seen.size() > MOST_CONFIGURATIONS) {
        throw new IllegalStateException("too many ways to explain " + ending.call());
      }
    }
    return explained;
  }

  /**
   * @param states all that were possible when the answer was given
   */
  record Unexplained(Operation operation, List<TicketState> states) {}
}
