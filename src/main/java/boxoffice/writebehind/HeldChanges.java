package boxoffice.writebehind;

import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/**
 * What this instance has acknowledged and PostgreSQL does not have yet: enough to put it back into
 * a Redis that lost it.
 */
final class HeldChanges {
  private final List<Map<Long, Reservation>> byPartition =
      IntStream.range(0, Partition.COUNT)
          .<Map<Long, Reservation>>mapToObj(p -> new ConcurrentHashMap<>())
          .toList();

  /** Merges it with what is held already. Returns whether that is news. */
  boolean hold(Reservation change) {
    Map<Long, Reservation> held = of(change);
    Reservation before = held.get(change.id());
    Reservation after = held.merge(change.id(), change, Reservation::merge);
    return !after.equals(before);
  }

  /** Holds them all; what it returns lets those go again that were not held before. */
  Runnable holdAll(Collection<Reservation> changes) {
    List<Reservation> news = changes.stream().filter(this::hold).toList();
    return () -> news.forEach(this::release);
  }

  /** PostgreSQL has this; whatever it covers need not be held any longer. */
  void release(Reservation saved) {
    of(saved)
        .computeIfPresent(
            saved.id(),
            (id, held) -> Reservation.merge(saved, held).status() == saved.status() ? null : held);
  }

  /** Lets go of everything, and tells what it was. */
  List<Reservation> releaseAll() {
    return byPartition.stream()
        .flatMap(held -> held.keySet().stream().map(held::remove))
        .filter(Objects::nonNull)
        .toList();
  }

  Collection<Reservation> of(int partition) {
    return List.copyOf(byPartition.get(partition).values());
  }

  int count() {
    return byPartition.stream().mapToInt(Map::size).sum();
  }

  /** Hands them over in batches, each looked for only when the one before was taken. */
  void olderThan(Duration age, Instant now, int batchSize, Consumer<List<Reservation>> taker) {
    Instant before = now.minus(age);
    byPartition.stream()
        .flatMap(held -> held.values().stream())
        .filter(change -> change.modifiedAt().isBefore(before))
        .gather(Gatherers.windowFixed(batchSize))
        .forEach(taker);
  }

  private Map<Long, Reservation> of(Reservation change) {
    return byPartition.get(Partition.ofReservation(change.id()));
  }
}
