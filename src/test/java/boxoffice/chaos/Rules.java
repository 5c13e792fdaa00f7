package boxoffice.chaos;

import boxoffice.chaos.Fault.Part;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;

/**
 * Which faults may come together.
 *
 * <p>Two at once touch different parts. And a Redis that loses data is made whole from what the
 * instances hold in their memories, so a loss must not meet an instance that is dead or frozen, nor
 * changes that nobody holds, since their instance was, or their answer was lost: neither before the
 * loss, nor after it until the instances have put back what they hold. That limit is written down
 * as not promised.
 */
final class Rules {
  private static final long WHOLE_AGAIN_NANOS = 6_000_000_000L;

  private final Cluster cluster;
  private final Orphans orphans;
  private Optional<Long> lastLoss = Optional.empty();

  Rules(Cluster cluster) {
    this.cluster = cluster;
    this.orphans = new Orphans(cluster);
  }

  boolean allow(Fault fault, Collection<Fault> active) {
    boolean apart =
        active.stream().allMatch(other -> Collections.disjoint(other.parts(), fault.parts()));
    if (!apart) {
      return false;
    }
    if (fault.losesData()) {
      return !orphans.possible() && active.stream().noneMatch(other -> other.touches(Part.APP));
    }
    if (fault.touches(Part.APP)) {
      return active.stream().noneMatch(Fault::losesData) && isWhole() && allUp();
    }
    return allUp();
  }

  private boolean allUp() {
    return cluster.running().stream().allMatch(Instance::isUp);
  }

  private boolean isWhole() {
    return lastLoss.isEmpty()
        || (System.nanoTime() - lastLoss.get() > WHOLE_AGAIN_NANOS
            && cluster.running().stream().allMatch(Instance::isReady));
  }

  void injecting(Fault fault) {
    if (fault.touches(Part.APP) || fault.touches(Part.REDIS)) {
      orphans.expect();
    }
  }

  void healed(Fault fault) {
    if (fault.losesData()) {
      lastLoss = Optional.of(System.nanoTime());
    }
  }

  /** To be called now and then while these are active. */
  void look(Collection<Fault> active) {
    if (active.isEmpty()) {
      orphans.look();
    }
  }

  /** Whether all that a loss took away has been put back by now. */
  boolean lossIsLongAgo() {
    return lastLoss.isEmpty() || System.nanoTime() - lastLoss.get() > WHOLE_AGAIN_NANOS;
  }
}
