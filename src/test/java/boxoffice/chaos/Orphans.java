package boxoffice.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether Redis may have changes that only Redis has, since the instance that made them died or was
 * frozen, or never got the answer: the one thing that is not promised is to survive the loss of
 * those.
 */
final class Orphans {
  private final Cluster cluster;
  private boolean possible;
  private Optional<Map<String, String>> left = Optional.empty();

  Orphans(Cluster cluster) {
    this.cluster = cluster;
  }

  /** An instance is about to die or to be frozen, or answers of Redis to be lost. */
  void expect() {
    possible = true;
    left = Optional.empty();
  }

  boolean possible() {
    return possible;
  }

  /**
   * Looks, with all servers up, what of the changes is left that were there when all instances were
   * up again; once none is, whatever is in Redis is held by a living instance, too.
   */
  void look() {
    if (!possible || !cluster.running().stream().allMatch(Instance::isUp)) {
      return;
    }
    Map<String, String> unsaved = cluster.redis().unsaved();
    Map<String, String> remaining = new HashMap<>(left.orElse(unsaved));
    remaining.entrySet().retainAll(unsaved.entrySet());
    left = Optional.of(remaining);
    possible = !remaining.isEmpty();
  }
}
