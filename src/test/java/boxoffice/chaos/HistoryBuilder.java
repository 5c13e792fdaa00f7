package boxoffice.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A small history of one event, written by hand. */
final class HistoryBuilder {
  static final long EVENT = 1;

  private final int total;
  private final List<Call> calls = new ArrayList<>();
  private final List<History.Stall> stalls = new ArrayList<>();
  private final List<History.Row> rows = new ArrayList<>();
  private final List<History.Created> created = new ArrayList<>();
  private int lastTotal;

  HistoryBuilder(int total) {
    this.total = total;
    lastTotal = total;
  }

  HistoryBuilder reserve(long begin, long end, long user, Call.Outcome outcome, long answer) {
    return reserve(begin, end, user, "", outcome, answer);
  }

  HistoryBuilder reserve(
      long begin, long end, long user, String key, Call.Outcome outcome, long answer) {
    calls.add(
        new Call(
            0,
            Call.Kind.RESERVE,
            0,
            EVENT,
            user,
            0,
            0,
            key,
            begin,
            end,
            outcome,
            answer,
            List.of()));
    return this;
  }

  HistoryBuilder cancel(long begin, long end, long user, long id, Call.Outcome outcome) {
    return add(Call.Kind.CANCEL, begin, end, user, id, 0, outcome, 0, List.of());
  }

  HistoryBuilder read(long begin, long end, long user, long id, boolean confirmed) {
    return add(
        Call.Kind.READ_RESERVATION,
        begin,
        end,
        user,
        id,
        0,
        Call.Outcome.DONE,
        0,
        List.of(seen(id, confirmed)));
  }

  HistoryBuilder notFound(long begin, long end, long user, long id) {
    return add(
        Call.Kind.READ_RESERVATION, begin, end, user, id, 0, Call.Outcome.NOT_FOUND, 0, List.of());
  }

  HistoryBuilder list(long begin, long end, long user, Call.Seen... seen) {
    return add(Call.Kind.READ_LIST, begin, end, user, 0, 0, Call.Outcome.DONE, 0, List.of(seen));
  }

  HistoryBuilder left(long begin, long end, int available) {
    return add(Call.Kind.READ_EVENT, begin, end, 0, 0, 0, Call.Outcome.DONE, available, List.of());
  }

  HistoryBuilder setTotal(long begin, long end, int asked, Call.Outcome outcome) {
    lastTotal = outcome == Call.Outcome.DONE ? asked : lastTotal;
    return add(Call.Kind.SET_TOTAL, begin, end, 0, 0, asked, outcome, 0, List.of());
  }

  HistoryBuilder create(long begin, long end, String key, Call.Outcome outcome, long answer) {
    calls.add(
        new Call(
            0, Call.Kind.CREATE_EVENT, 0, 0, 0, 0, 1, key, begin, end, outcome, answer, List.of()));
    return this;
  }

  HistoryBuilder created(String key, long event) {
    created.add(new History.Created(key, event));
    return this;
  }

  HistoryBuilder stall(int instance, long begin, long end) {
    stalls.add(new History.Stall(instance, begin, end));
    return this;
  }

  HistoryBuilder row(long id, long user, boolean confirmed) {
    rows.add(new History.Row(id, EVENT, user, confirmed));
    return this;
  }

  static Call.Seen seen(long id, boolean confirmed) {
    return new Call.Seen(id, EVENT, confirmed);
  }

  private HistoryBuilder add(
      Call.Kind kind,
      long begin,
      long end,
      long user,
      long id,
      int asked,
      Call.Outcome outcome,
      long answer,
      List<Call.Seen> seen) {
    long event = kind == Call.Kind.READ_LIST ? 0 : EVENT;
    calls.add(new Call(0, kind, 0, event, user, id, asked, "", begin, end, outcome, answer, seen));
    return this;
  }

  /** With books that balance. */
  History build() {
    int available = lastTotal - (int) rows.stream().filter(History.Row::confirmed).count();
    return build(
        new History.EventBooks(EVENT, lastTotal, available, List.of((long) available)), 0, 0);
  }

  History build(History.EventBooks books, long failedWrites, long unsaved) {
    calls.sort(Comparator.comparingLong(Call::begin));
    return new History(
        List.of(new History.OnSale(EVENT, total)),
        List.copyOf(calls),
        List.copyOf(stalls),
        new History.Books(
            List.of(books), List.copyOf(rows), List.copyOf(created), failedWrites, unsaved));
  }
}
