package boxoffice.lab;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What buyers were told, written down by themselves: the service has no part in it. */
final class Ledger {
  private final Map<Long, Fate> fates = new ConcurrentHashMap<>();
  private final LongAdder arrived = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final LongAdder soldOut = new LongAdder();
  private final LongAdder askedAgain = new LongAdder();
  private final LongAdder unsure = new LongAdder();

  /** What a buyer who was told of a reservation has done with it. */
  private enum Fate {
    HELD,
    /** Asked to cancel it, and has no answer so far. */
    CANCELLING,
    CANCELLED
  }

  void arrived() {
    arrived.increment();
  }

  void reserved(long reservationId) {
    fates.put(reservationId, Fate.HELD);
  }

  void cancelling(long reservationId) {
    fates.put(reservationId, Fate.CANCELLING);
  }

  void stillHeld(long reservationId) {
    fates.put(reservationId, Fate.HELD);
  }

  void cancelled(long reservationId) {
    cancelled.increment();
    fates.put(reservationId, Fate.CANCELLED);
  }

  void soldOut() {
    soldOut.increment();
  }

  void askedAgain() {
    askedAgain.increment();
  }

  void unsure() {
    unsure.increment();
  }

  /** What buyers count on. */
  Set<Long> held() {
    return with(Fate.HELD);
  }

  /** What buyers were told is cancelled. */
  Set<Long> cancelled() {
    return with(Fate.CANCELLED);
  }

  private Set<Long> with(Fate fate) {
    return fates.entrySet().stream()
        .filter(entry -> entry.getValue() == fate)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Whether some buyer was told of it. */
  boolean knows(long reservationId) {
    return fates.containsKey(reservationId);
  }

  RushState.Told told() {
    return new RushState.Told(
        arrived.sum(),
        fates.size(),
        cancelled.sum(),
        soldOut.sum(),
        askedAgain.sum(),
        unsure.sum());
  }
}
