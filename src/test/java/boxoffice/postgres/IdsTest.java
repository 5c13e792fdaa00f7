package boxoffice.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.TcpProxy;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ids given by hand, by the sequences and in blocks. */
class IdsTest {
  private static final int NUMBERS_PER_BLOCK = 100_000;

  private TestDatabase db;

  @BeforeEach
  void open() {
    db = TestDatabase.migrated();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void idsGivenByHandNeverCollideWithLaterOnes() throws Exception {
    var users = new UserTable(db.database, new IdempotentRequests(db.database, Duration.ofDays(1)));
    var events =
        new EventTable(db.database, new IdempotentRequests(db.database, Duration.ofDays(1)));
    insertByHand(1, 2_000);
    insertByHand(2_003, 2_010);
    insertByHand(9_007_199_254_740_000L, 9_007_199_254_740_010L);
    Callable<List<Long>> creating =
        () -> {
          List<Long> ids = new ArrayList<>();
          for (int n = 0; n < 10; n++) {
            ids.add(users.create("Kim", TestDatabase.soon()).id());
            ids.add(-events.create("IU Concert", 5, TestDatabase.soon()).id());
          }
          return ids;
        };
    Set<Long> ids = new HashSet<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (Future<List<Long>> each : executor.invokeAll(Collections.nCopies(4, creating))) {
        ids.addAll(each.get());
      }
    }
    assertEquals(80, ids.size());
    assertTrue(ids.stream().allMatch(id -> Math.abs(id) < 3_000), ids::toString);
    assertEquals(2_000 + 8 + 11 + 40, db.world.number("select count(*) from \"user\""));
    assertEquals(2_000 + 8 + 11 + 40, db.world.number("select count(*) from event"));
  }

  private static boolean isFilled(ReservationIdBlocks ids) {
    try {
      ids.refill();
      return ids.isReady();
    } catch (UnavailableException e) {
      return false;
    }
  }

  private void insertByHand(long first, long last) {
    db.world
        .sql()
        .execute(
            "insert into \"user\" (id, name) select n, 'by hand' from generate_series(?, ?) n",
            first,
            last);
    db.world
        .sql()
        .execute(
            "insert into event (id, name, total_tickets, available_tickets, version)"
                + " select n, 'by hand', 5, 5, 0 from generate_series(?, ?) n",
            first,
            last);
  }

  @Test
  void rowsByHandRightAheadOfTheSequenceAreSteppedOver() {
    var users = new UserTable(db.database, new IdempotentRequests(db.database, Duration.ofDays(1)));
    for (int round = 0; round < 5; round++) {
      long last = users.create("Kim", TestDatabase.soon()).id();
      db.world.sql().execute("insert into \"user\" (id, name) values (?, 'by hand')", last + 1);
      assertEquals(last + 2, users.create("Kim", TestDatabase.soon()).id());
    }
  }

  @Test
  void theFirstReservationIdOfAFreshDatabaseIs17ForEvent1() {
    var ids = new ReservationIdBlocks(db.database, 2);
    ids.refill();
    assertEquals(17, ids.next(1));
    assertEquals(32, ids.next(0));
  }

  @Test
  void reservationIdsAreUniqueOverThreadsAndInstances() throws Exception {
    List<ReservationIdBlocks> instances =
        Stream.generate(() -> new ReservationIdBlocks(db.database, 3)).limit(3).toList();
    instances.forEach(ReservationIdBlocks::refill);
    List<Callable<Set<Long>>> threads = new ArrayList<>();
    for (int thread = 0; thread < 6; thread++) {
      ReservationIdBlocks ids = instances.get(thread % 3);
      int partition = thread;
      threads.add(
          () -> {
            Set<Long> mine = new HashSet<>();
            for (int n = 0; n < 60_000; n++) {
              mine.add(ids.next(partition) / 16);
            }
            return mine;
          });
    }
    Set<Long> all = new HashSet<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
      for (Future<Set<Long>> each : executor.invokeAll(threads)) {
        all.addAll(each.get());
      }
    }
    assertEquals(6 * 60_000, all.size());
  }

  @Test
  void theBlocksInReserveGoOnWithoutPostgresAndEndLoudly() {
    try (var proxy = TcpProxy.before(TestDatabase.settings(db.world).url());
        var database = new Database(TestDatabase.settings(proxy.url(), db.world))) {
      var ids = new ReservationIdBlocks(database, 2);
      assertFalse(ids.isReady());
      ids.refill();
      proxy.refuse();
      Set<Long> given = new HashSet<>();
      for (int n = 0; n < 2 * NUMBERS_PER_BLOCK; n++) {
        given.add(ids.next(n % 16));
      }
      assertEquals(2 * NUMBERS_PER_BLOCK, given.size());
      assertFalse(ids.isReady());
      assertThrows(UnavailableException.class, () -> ids.next(1));
      assertThrows(UnavailableException.class, ids::refill);
      proxy.accept();
      Await.until("PostgreSQL is back", () -> isFilled(ids));
      assertTrue(given.add(ids.next(1)));
    }
  }
}
