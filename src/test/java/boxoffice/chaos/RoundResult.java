package boxoffice.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a round.
 *
 * @param begin of its rush
 * @param nonsense answers that the contract does not know
 * @param drained how long it took until nothing was unsaved; empty if it was not in time
 */
record RoundResult(
    long seed,
    int instances,
    long begin,
    History history,
    List<Injection> injections,
    List<String> nonsense,
    Optional<Duration> drained,
    List<Violation> violations) {

  String summary() {
    List<Call> calls = history.calls();
    long decided = calls.stream().filter(Call::isDecided).count();
    return "seed %d, %d instance%s: %,d requests, %.1f %% decided, %d faults, saved after %s, %s"
        .formatted(
            seed,
            instances,
            instances == 1 ? "" : "s",
            calls.size(),
            100.0 * decided / Math.max(1, calls.size()),
            injections.size(),
            drained.map(time -> "%.1f s".formatted(time.toMillis() / 1e3)).orElse("never"),
            violations.isEmpty() ? "no violation" : violations.size() + " VIOLATIONS");
  }
}
