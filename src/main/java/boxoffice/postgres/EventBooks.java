package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.EVENT;
import static boxoffice.postgres.jooq.Tables.RESERVATION;

import boxoffice.reservation.CountedEvent;
import boxoffice.reservation.CounterLook;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.EventLook;
import boxoffice.reservation.LockedBooks;
import boxoffice.reservation.Page;
import boxoffice.reservation.Status;
import boxoffice.reservation.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Reads the books of events while their rows are locked, in the way and for the reasons that {@link
 * boxoffice.reservation.Audit} explains.
 */
public final class EventBooks implements LockedBooks {
  /**
   * Each statement has to see what was committed before it began. A lock is not waited for for
   * long: those that the audit has already would be waited for by others.
   */
  private static final String BEGIN =
      "set transaction isolation level read committed; set local lock_timeout = 500";

  /** For each question; the request has a deadline for all of them. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Database database;
  private final boolean isForRequests;

  private EventBooks(Database database, boolean isForRequests) {
    this.database = database;
    this.isForRequests = isForRequests;
  }

  public static EventBooks forRequests(Database database) {
    return new EventBooks(database, true);
  }

  public static EventBooks inBackground(Database database) {
    return new EventBooks(database, false);
  }

  @Override
  public List<Long> eventIds(Page page) {
    return with(
        sql ->
            sql.select(EVENT.ID)
                .from(EVENT)
                .where(EVENT.ID.lt(page.before()))
                .orderBy(EVENT.ID.desc())
                .limit(page.limit())
                .fetch(EVENT.ID));
  }

  @Override
  public List<EventLook> look(List<Long> eventIds, int unsavedLimit, CounterLook counter) {
    return transaction(
        sql -> {
          Map<Long, Long> surplus = surplus(sql, eventIds);
          List<LockedEvent> locked = lock(sql, eventIds);
          return compared(sql, locked, surplus, unsavedLimit, counter);
        });
  }

  @Override
  public List<EventLook> lookAgain(List<Long> eventIds, int unsavedLimit, CounterLook counter) {
    return transaction(
        sql -> {
          List<LockedEvent> locked = lock(sql, eventIds);
          Map<Long, Long> surplus = surplus(sql, eventIds);
          return compared(sql, locked, surplus, unsavedLimit, counter).stream()
              .map(look -> setRight(sql, look))
              .toList();
        });
  }

  /**
   * By how many the confirmed rows exceed what {@code available_tickets} says: nothing, unless
   * somebody has written by hand. One statement, hence one snapshot.
   */
  private static Map<Long, Long> surplus(DSLContext sql, List<Long> eventIds) {
    Field<Integer> confirmed =
        DSL.field(
            DSL.selectCount()
                .from(RESERVATION)
                .where(RESERVATION.EVENT_ID.eq(EVENT.ID))
                // Inlined, so that PostgreSQL sees that its partial index fits.
                .and(RESERVATION.STATUS.eq(DSL.inline(Status.CONFIRMED.name()))));
    Field<Long> surplus =
        confirmed
            .cast(Long.class)
            .minus(EVENT.TOTAL_TICKETS.cast(Long.class))
            .plus(EVENT.AVAILABLE_TICKETS.cast(Long.class));
    return sql.select(EVENT.ID, surplus)
        .from(EVENT)
        .where(EVENT.ID.eq(DSL.any(eventIds.toArray(Long[]::new))))
        .fetchMap(EVENT.ID, surplus);
  }

  private static List<LockedEvent> lock(DSLContext sql, List<Long> eventIds) {
    return sql.select(
            EVENT.ID, EVENT.NAME, EVENT.TOTAL_TICKETS, EVENT.VERSION, EVENT.AVAILABLE_TICKETS)
        .from(EVENT)
        .where(EVENT.ID.eq(DSL.any(eventIds.toArray(Long[]::new))))
        .orderBy(EVENT.ID)
        .forUpdate()
        .fetch(
            row ->
                new LockedEvent(
                    new StoredEvent(row.value1(), row.value2(), row.value3(), row.value4()),
                    row.value5()));
  }

  /** Redis first, then what it may have called unsaved. */
  private static List<EventLook> compared(
      DSLContext sql,
      List<LockedEvent> locked,
      Map<Long, Long> surplus,
      int unsavedLimit,
      CounterLook counter) {
    if (locked.isEmpty()) {
      return List.of();
    }
    List<CountedEvent> counted =
        counter.look(locked.stream().map(event -> event.event().id()).toList(), unsavedLimit);
    var pending = PendingChanges.read(sql, counted, unsavedLimit);
    List<EventLook> looks = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      looks.add(look(locked.get(i), surplus, pending, counted.get(i)));
    }
    return looks;
  }

  private static EventLook look(
      LockedEvent locked, Map<Long, Long> surplus, PendingChanges pending, CountedEvent counted) {
    long eventId = locked.event().id();
    return new EventLook(
        locked.event(),
        locked.available(),
        false,
        locked.event().totalTickets() - locked.available() + surplus.getOrDefault(eventId, 0L),
        pending.failedWrites(eventId),
        pending.unsaved(eventId),
        counted);
  }

  private static EventLook setRight(DSLContext sql, EventLook look) {
    long right = look.rightAvailableTickets();
    if (look.availableTickets() == right || right < 0) {
      return look; // it is, or the table would refuse it
    }
    sql.update(EVENT)
        .set(EVENT.AVAILABLE_TICKETS, (int) right)
        .where(EVENT.ID.eq(look.event().id()))
        .execute();
    return look.setRight();
  }

  private <T> T transaction(Function<DSLContext, T> work) {
    return with(
        sql ->
            sql.transactionResult(
                inside -> {
                  inside.dsl().execute(BEGIN);
                  return work.apply(inside.dsl());
                }));
  }

  private <T> T with(Function<DSLContext, T> work) {
    return isForRequests
        ? database.request(Deadline.after(PATIENCE), work)
        : database.background(work);
  }

  private record LockedEvent(StoredEvent event, int available) {}
}
