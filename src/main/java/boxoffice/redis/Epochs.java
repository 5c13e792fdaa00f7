package boxoffice.redis;

import boxoffice.reservation.Partition;
import boxoffice.reservation.UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The epoch that this instance believes of each partition: the mark of a state that is known to be
 * whole. Every script carries it and does nothing where Redis has another one, so that a Redis that
 * was restarted, emptied or replaced is never believed by mistake.
 */
final class Epochs {
  private final AtomicReferenceArray<Optional<String>> believed =
      new AtomicReferenceArray<>(Partition.COUNT);

  Epochs() {
    doubtAll();
  }

  Optional<String> of(int partition) {
    return believed.get(partition);
  }

  String require(int partition) {
    return of(partition).orElseThrow(Epochs::unverified);
  }

  /** The epochs of these partitions, all of which are believed. */
  Map<Integer, String> require(Stream<Integer> partitions) {
    return partitions.distinct().collect(Collectors.toMap(Function.identity(), this::require));
  }

  /** Whether these are believed still, and were not doubted in between. */
  boolean stillAre(Map<Integer, String> before) {
    return before.entrySet().stream()
        .allMatch(entry -> of(entry.getKey()).equals(Optional.of(entry.getValue())));
  }

  void believe(int partition, String epoch) {
    believed.set(partition, Optional.of(epoch));
  }

  void doubt(int partition) {
    believed.set(partition, Optional.empty());
  }

  void doubtAll() {
    for (int partition = 0; partition < Partition.COUNT; partition++) {
      doubt(partition);
    }
  }

  boolean allBelieved() {
    for (int partition = 0; partition < Partition.COUNT; partition++) {
      if (of(partition).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  static UnavailableException unverified() {
    return new UnavailableException("Redis has come back different and is being checked");
  }
}
