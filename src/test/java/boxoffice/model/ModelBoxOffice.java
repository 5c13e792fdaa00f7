package boxoffice.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a box office is to its buyers: the contract in a few lines, with nothing that can fail. */
final class ModelBoxOffice {
  /** A ticket that was sold. */
  static final class Sold {
    final long id;
    final int event;
    final int user;
    final Optional<String> key;
    boolean cancelled;

    Sold(long id, int event, int user, Optional<String> key) {
      this.id = id;
      this.event = event;
      this.user = user;
      this.key = key;
    }

    String status() {
      return cancelled ? "CANCELLED" : "CONFIRMED";
    }
  }

  private final int[] totals;
  private final List<Sold> all = new ArrayList<>();

  /**
   * @param totals the tickets of each event
   */
  ModelBoxOffice(int... totals) {
    this.totals = totals.clone();
  }

  int total(int event) {
    return totals[event];
  }

  int available(int event) {
    return totals[event] - confirmed(event);
  }

  int confirmed(int event) {
    return (int) all.stream().filter(sold -> sold.event == event && !sold.cancelled).count();
  }

  Optional<Sold> held(int event, int user) {
    return all.stream()
        .filter(sold -> sold.event == event && sold.user == user && !sold.cancelled)
        .findFirst();
  }

  void sell(Sold sold) {
    all.add(sold);
  }

  void resize(int event, int total) {
    totals[event] = total;
  }

  /** The one of this number, counted round; empty if none was sold yet. */
  Optional<Sold> sold(int number) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(number % all.size()));
  }

  boolean isNew(long id) {
    return all.stream().noneMatch(sold -> sold.id == id);
  }

  /** Newest first. */
  List<Sold> ofUser(int user) {
    return all.stream()
        .filter(sold -> sold.user == user)
        .sorted(Comparator.comparingLong((Sold sold) -> sold.id).reversed())
        .toList();
  }
}
