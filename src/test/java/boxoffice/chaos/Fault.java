package boxoffice.chaos;

import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Something that goes wrong, and how it ends.
 *
 * @param name as it is printed, and chosen by
 * @param parts what it touches: two faults at once touch different parts
 * @param losesData whether Redis forgets what it had promised
 * @param shortest how long it lasts at least, in milliseconds
 * @param longest how long it lasts at most; 0 for what is over at once
 * @param inject does the damage
 * @param heal ends it
 * @param struck for faults that hit the work behind the scenes: how much they hit, asked just
 *     before the end; others are seen to hit the requests under way
 */
record Fault(
    String name,
    Set<Part> parts,
    boolean losesData,
    int shortest,
    int longest,
    Action inject,
    Action heal,
    Optional<ToLongFunction<Cluster>> struck) {

  /** What can go wrong without the others. */
  enum Part {
    APP,
    REDIS,
    POSTGRES
  }

  /** Does it to one of the instances, or to the servers. */
  @FunctionalInterface
  interface Action {
    Action NOTHING = (_, _) -> {};

    void run(Cluster cluster, Instance victim);
  }

  static Fault of(Part part, String name, int shortest, int longest, Action inject, Action heal) {
    return new Fault(name, Set.of(part), false, shortest, longest, inject, heal, Optional.empty());
  }

  static Fault atOnce(Part part, String name, Action inject) {
    return of(part, name, 0, 0, inject, Action.NOTHING);
  }

  Fault losingData() {
    return new Fault(name, parts, true, shortest, longest, inject, heal, struck);
  }

  Fault touching(Part... all) {
    return new Fault(name, Set.of(all), losesData, shortest, longest, inject, heal, struck);
  }

  Fault striking(ToLongFunction<Cluster> count) {
    return new Fault(name, parts, losesData, shortest, longest, inject, heal, Optional.of(count));
  }

  boolean touches(Part part) {
    return parts.contains(part);
  }
}
