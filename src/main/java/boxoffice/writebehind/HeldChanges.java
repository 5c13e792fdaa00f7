package boxoffice.writebehind;

import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What this instance has acknowledged and PostgreSQL does not have yet, and what it is just writing
 * for others: enough to put it back into a Redis that lost it.
 */
final class HeldChanges {
  private final List<Map<Long, Reservation>> byPartition =
      IntStream.range(0, Partition.COUNT)
          .<Map<Long, Reservation>>mapToObj(p -> new ConcurrentHashMap<>())
          .toList();

  private final Set<Guest> guests = ConcurrentHashMap.newKeySet();

  /** Merges it with what is held already. Returns whether that is news. */
  boolean hold(Reservation change) {
    Map<Long, Reservation> held = of(change);
    Reservation before = held.get(change.id());
    Reservation after = held.merge(change.id(), change, Reservation::merge);
    return !after.equals(before);
  }

  /**
   * Holds changes that somebody else acknowledged, while they are written; what it returns lets
   * them go. Apart from what this instance acknowledged, which may be the same and stays.
   */
  Runnable holdForNow(Collection<Reservation> changes) {
    var guest = new Guest(List.copyOf(changes));
    guests.add(guest);
    return () -> guests.remove(guest);
  }

  /** PostgreSQL has this; whatever it covers need not be held any longer. */
  void release(Reservation saved) {
    of(saved)
        .computeIfPresent(
            saved.id(),
            (id, held) -> Reservation.merge(saved, held).status() == saved.status() ? null : held);
  }

  /** Whether this instance has acknowledged something of that reservation that is not saved yet. */
  boolean has(Reservation change) {
    return of(change).containsKey(change.id());
  }

  /** Lets go of everything, and tells what it was. */
  List<Reservation> releaseAll() {
    return byPartition.stream()
        .flatMap(held -> held.keySet().stream().map(held::remove))
        .filter(Objects::nonNull)
        .toList();
  }

  /** What is acknowledged and what is held for now, merged. */
  Collection<Reservation> of(int partition) {
    Map<Long, Reservation> all = new HashMap<>(byPartition.get(partition));
    guests.stream()
        .flatMap(guest -> guest.changes.stream())
        .filter(change -> Partition.ofReservation(change.id()) == partition)
        .forEach(change -> all.merge(change.id(), change, Reservation::merge));
    return all.values();
  }

  int count() {
    return byPartition.stream().mapToInt(Map::size).sum();
  }

  /**
   * What is held for longer than this, in batches and in the order of their ids, so that rows are
   * added at the end of PostgreSQL's primary key. Which they are is found out at once; each is
   * looked up again when its turn comes, for it may be saved, or cancelled, by then.
   */
  Stream<List<Reservation>> olderThan(Duration age, Instant now, int batchSize) {
    Instant before = now.minus(age);
    return byPartition.stream()
        .flatMap(held -> held.values().stream())
        .filter(change -> change.modifiedAt().isBefore(before))
        .mapToLong(Reservation::id)
        .sorted()
        .mapToObj(this::find)
        .flatMap(Optional::stream)
        .gather(Gatherers.windowFixed(batchSize));
  }

  private Optional<Reservation> find(long id) {
    return Optional.ofNullable(byPartition.get(Partition.ofReservation(id)).get(id));
  }

  /** Equal to itself alone, for two may take the same changes. */
  private static final class Guest {
    private final List<Reservation> changes;

    Guest(List<Reservation> changes) {
      this.changes = changes;
    }
  }

  private Map<Long, Reservation> of(Reservation change) {
    return byPartition.get(Partition.ofReservation(change.id()));
  }
}
