package boxoffice.postgres;

import static boxoffice.postgres.TestDatabase.cancelled;
import static boxoffice.postgres.TestDatabase.confirmed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReservationWriter.RefusedException;
import boxoffice.reservation.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Writing any changes any number of times, in any order, whole or in parts, ends in the same books.
 */
class ReplayTest {
  private static final int EVENTS = 3;
  private static final int TICKETS = 5;
  private static final int USERS = 8;
  private static final int DECISIONS = 120;

  private static TestDatabase db;
  private static Database database;
  private static BatchWriter writer;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @BeforeAll
  static void open() {
    db = TestDatabase.migrated();
    db.users(USERS);
    database = db.patient();
    writer = new BatchWriter(database);
  }

  @AfterAll
  static void close() {
    database.close();
    db.close();
  }

  @BeforeEach
  void empty() {
    db.empty();
    db.events(EVENTS, TICKETS);
  }

  @RepeatedTest(8)
  void replayingPartsOfAHistoryInAnyOrderChangesNothing() {
    List<Reservation> history = history();
    writer.write(db.lease, newest(history));
    String once = db.contents();
    for (int replay = 0; replay < 20; replay++) {
      List<Reservation> part = shuffled(history).subList(0, 1 + random.nextInt(history.size()));
      writer.write(db.lease, newest(part));
      assertEquals(once, db.contents(), () -> "seed " + seed);
    }
    assertBooksBalance();
  }

  @RepeatedTest(8)
  void batchesOfAHistoryInAnyOrderEndInTheSameBooks() {
    List<Reservation> history = history();
    writer.write(db.lease, newest(history));
    String expected = db.contents();
    empty();
    List<Reservation> pending = shuffled(history);
    pending.addAll(shuffled(history));
    // What PostgreSQL refuses for its order only is tried again when more has arrived.
    for (int turn = 0; !pending.isEmpty() && turn < 1_000; turn++) {
      int size = Math.min(pending.size(), 1 + random.nextInt(10));
      List<Reservation> batch = new ArrayList<>(pending.subList(0, size));
      pending.subList(0, size).clear();
      try {
        writer.write(db.lease, newest(batch));
      } catch (RefusedException e) {
        pending.addAll(batch);
        Collections.shuffle(pending, random);
      }
    }
    assertEquals(List.of(), pending, () -> "never taken, seed " + seed);
    assertEquals(expected, db.contents(), () -> "seed " + seed);
  }

  @Test
  void batchesAtOnceOnTheSameEventsDoNotDeadlockAndKeepTheNumbersRight() throws Exception {
    db.world.sql().execute("update event set total_tickets = 100000");
    db.world
        .sql()
        .execute(
            "insert into \"user\" (id, name) select n, 'Lee' from generate_series(100, 500) n");
    List<Reservation> changes = new ArrayList<>();
    for (int user = 100; user <= 500; user++) {
      for (int event = 1; event <= EVENTS; event++) {
        Reservation sale = confirmed(1_000L * event + user, event, user);
        changes.add(sale);
        if (user % 3 == 0) {
          changes.add(cancelled(sale));
        }
      }
    }
    int threads = 8;
    List<Callable<Integer>> writers =
        IntStream.range(0, threads)
            .<Callable<Integer>>mapToObj(n -> () -> writeAll(changes, new Random(seed + n)))
            .toList();
    int again = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (Future<Integer> each : executor.invokeAll(writers)) {
        again += outcome(each);
      }
    }
    assertEquals(0, again, "deadlocks and the like");
    assertBooksBalance();
    assertEquals(
        changes.stream().filter(c -> !c.isConfirmed()).count(),
        db.world.number("select count(*) from reservation where status = 'CANCELLED'"));
  }

  /** Returns how often it had to be tried again. */
  private static int writeAll(List<Reservation> changes, Random order) {
    List<Reservation> mine = new ArrayList<>(changes);
    Collections.shuffle(mine, order);
    int again = 0;
    for (int from = 0; from < mine.size(); ) {
      int to = Math.min(from + 40, mine.size());
      try {
        writer.write(db.lease, newest(mine.subList(from, to)));
        from = to;
      } catch (UnavailableException e) {
        again++;
      }
    }
    return again;
  }

  private int outcome(Future<Integer> writes) throws InterruptedException {
    try {
      return writes.get();
    } catch (ExecutionException e) {
      throw new AssertionError("seed " + seed, e.getCause());
    }
  }

  /** Decisions as Redis makes them: never too many, one a user and event; the newest last. */
  private List<Reservation> history() {
    List<Reservation> history = new ArrayList<>();
    Map<String, Reservation> holders = new HashMap<>();
    Map<Long, Integer> sold = new HashMap<>();
    for (int number = 1; number <= DECISIONS; number++) {
      long event = 1L + random.nextInt(EVENTS);
      long user = 1L + random.nextInt(USERS);
      String key = event + " " + user;
      Reservation held = holders.get(key);
      if (held != null) {
        history.add(cancelled(held));
        holders.remove(key);
        sold.merge(event, -1, Integer::sum);
      } else if (sold.getOrDefault(event, 0) < TICKETS) {
        Reservation sale = confirmed(number, event, user);
        history.add(sale);
        holders.put(key, sale);
        sold.merge(event, 1, Integer::sum);
      }
    }
    return history;
  }

  private List<Reservation> shuffled(List<Reservation> changes) {
    List<Reservation> shuffled = new ArrayList<>(changes);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** One change a reservation, as every batch has it. */
  private static List<Reservation> newest(List<Reservation> changes) {
    Map<Long, Reservation> newest = new HashMap<>();
    changes.forEach(change -> newest.merge(change.id(), change, Reservation::merge));
    return List.copyOf(newest.values());
  }

  private void assertBooksBalance() {
    assertEquals(
        0,
        db.world.number(
            "select count(*) from event where available_tickets <> total_tickets - (select count(*)"
                + " from reservation where event_id = event.id and status = 'CONFIRMED')"),
        () -> "events whose books do not balance, seed " + seed);
  }
}
