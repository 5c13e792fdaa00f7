package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.ALREADY_CANCELLED;
import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.BELOW_CONFIRMED;
import static boxoffice.chaos.Call.Outcome.DONE;
import static boxoffice.chaos.Call.Outcome.NOT_FOUND;
import static boxoffice.chaos.Call.Outcome.SOLD_OUT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A ticket counter that does one thing at a time, right but for at most one mistake. */
final class ModelCounter {
  /** A mistake of which a buyer, or the books, can tell. */
  enum Mistake {
    LOST_ACKNOWLEDGEMENT,
    DOUBLE_SALE,
    RESURRECTED_CANCEL,
    DISHONEST_SOLD_OUT,
    TICKET_NEVER_FREED,
    CHANGED_ID,
    TOLD_TO_EVERYBODY,
    FORGOTTEN_KEY
  }

  record Told(Call.Outcome outcome, long answer, List<Call.Seen> seen) {}

  private final Map<Long, Integer> totals = new HashMap<>();

  private record Held(long id, String key) {}

  private final Map<Long, Map<Long, Held>> holders = new HashMap<>();
  private final Map<Long, Integer> neverFreed = new HashMap<>();
  private final Map<Long, History.Row> rows = new LinkedHashMap<>();
  private final Map<Long, List<Long>> ids = new HashMap<>();
  private final Optional<Mistake> mistake;
  private int chances;
  private long lastId = 1_000;

  /**
   * @param chances at which of the chances to make it, from 0 on
   */
  ModelCounter(Optional<Mistake> mistake, int chances) {
    this.mistake = mistake;
    this.chances = chances;
  }

  static ModelCounter correct() {
    return new ModelCounter(Optional.empty(), 0);
  }

  boolean hasErred() {
    return chances < 0;
  }

  private boolean errs(Mistake possible) {
    return mistake.filter(possible::equals).isPresent() && chances-- == 0;
  }

  void putOnSale(long event, int total) {
    totals.put(event, total);
    holders.put(event, new HashMap<>());
  }

  Told carryOut(Call asked) {
    return switch (asked.kind()) {
      case RESERVE -> reserve(asked.eventId(), asked.userId(), asked.key());
      case CANCEL -> cancel(asked.reservationId());
      case READ_EVENT -> told(DONE, left(asked.eventId()));
      case READ_RESERVATION ->
          rows.containsKey(asked.reservationId())
              ? new Told(DONE, 0, List.of(seen(rows.get(asked.reservationId()))))
              : told(NOT_FOUND, 0);
      case READ_LIST -> list(asked.userId());
      case SET_TOTAL -> setTotal(asked.eventId(), asked.total());
      case CREATE_EVENT -> throw new IllegalArgumentException("its events are put on sale");
    };
  }

  private Told list(long user) {
    return new Told(
        DONE,
        0,
        ids.getOrDefault(user, List.of()).stream()
            .map(rows::get)
            .filter(Objects::nonNull)
            .map(ModelCounter::seen)
            .toList());
  }

  private Told reserve(long event, long user, String key) {
    Held held = holders.get(event).get(user);
    if (held != null) {
      return askedAgain(held, key);
    }
    if (left(event) <= 0 ? !errs(Mistake.DOUBLE_SALE) : errs(Mistake.DISHONEST_SOLD_OUT)) {
      return told(SOLD_OUT, 0);
    }
    long id = ++lastId;
    holders.get(event).put(user, new Held(id, key));
    ids.computeIfAbsent(user, _ -> new ArrayList<>()).add(id);
    rows.put(id, new History.Row(id, event, user, true));
    if (errs(Mistake.LOST_ACKNOWLEDGEMENT)) {
      rows.remove(id);
    }
    return told(DONE, id);
  }

  private Told askedAgain(Held held, String key) {
    if (!key.isEmpty() && held.key().equals(key)) {
      return told(errs(Mistake.FORGOTTEN_KEY) ? ALREADY_RESERVED : DONE, held.id());
    }
    if (errs(Mistake.TOLD_TO_EVERYBODY)) {
      return told(DONE, held.id());
    }
    return told(ALREADY_RESERVED, errs(Mistake.CHANGED_ID) ? held.id() + 500_000 : held.id());
  }

  private Told cancel(long id) {
    History.Row row = rows.get(id);
    if (row == null) {
      return told(NOT_FOUND, 0);
    }
    if (!row.confirmed()) {
      return told(ALREADY_CANCELLED, 0);
    }
    if (!errs(Mistake.RESURRECTED_CANCEL)) {
      holders.get(row.eventId()).remove(row.userId());
      rows.put(id, new History.Row(id, row.eventId(), row.userId(), false));
    }
    if (errs(Mistake.TICKET_NEVER_FREED)) {
      neverFreed.merge(row.eventId(), 1, Integer::sum);
    }
    return told(DONE, 0);
  }

  private Told setTotal(long event, int total) {
    if (total < holders.get(event).size()) {
      return told(BELOW_CONFIRMED, 0);
    }
    totals.put(event, total);
    return told(DONE, 0);
  }

  private int left(long event) {
    int held = holders.get(event).size() + neverFreed.getOrDefault(event, 0);
    return Math.max(0, totals.get(event) - held);
  }

  History.Books books() {
    List<History.EventBooks> events =
        totals.keySet().stream()
            .map(
                event -> {
                  int total = totals.get(event);
                  long confirmed =
                      rows.values().stream()
                          .filter(row -> row.eventId() == event && row.confirmed())
                          .count();
                  return new History.EventBooks(
                      event, total, (int) (total - confirmed), List.of((long) left(event)));
                })
            .toList();
    return new History.Books(events, List.copyOf(rows.values()), List.of(), 0, 0);
  }

  private static Told told(Call.Outcome outcome, long answer) {
    return new Told(outcome, answer, List.of());
  }

  private static Call.Seen seen(History.Row row) {
    return new Call.Seen(row.reservationId(), row.eventId(), row.confirmed());
  }
}
