package boxoffice.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Crowd;
import boxoffice.Promised;
import boxoffice.TcpProxy;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The memory of which users there are. */
class UserTableTest {

  private static TestDatabase db;

  @BeforeAll
  static void open() {
    db = TestDatabase.migrated();
    db.users(10_000);
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @Test
  void aUserWhoDidNotExistIsSeenAsSoonAsInserted() {
    var users = new UserTable(db.database, new IdempotentRequests(db.database, Duration.ofDays(1)));
    for (long id : new long[] {20_001, 50_000_000, 20_002}) {
      assertFalse(users.exists(id, TestDatabase.soon()));
      db.world.sql().execute("insert into \"user\" (id, name) values (?, 'by hand')", id);
      assertTrue(users.exists(id, TestDatabase.soon()));
    }
  }

  @Test
  void manyAreMadeAtOnceAroundIdsThatWereGivenByHand() {
    var users = new UserTable(db.database, new IdempotentRequests(db.database, Duration.ofDays(1)));
    long last = users.createMany("one", 1).getFirst();
    db.world.sql().execute("insert into \"user\" (id, name) values (?, 'by hand')", last + 3);
    List<Long> made = users.createMany("many", 6_000);
    assertEquals(6_000, Set.copyOf(made).size());
    assertFalse(made.contains(last + 3));
    assertEquals(6_000, db.world.number("select count(*) from \"user\" where name = 'many'"));
  }

  @Test
  void everyEdgeOfEveryBlockIsRight() {
    var users = new UserTable(db.database, new IdempotentRequests(db.database, Duration.ofDays(1)));
    for (long id = 1; id <= 10_000; id += id % 4_096 > 4_090 || id % 4_096 < 5 ? 1 : 61) {
      assertTrue(users.exists(id, TestDatabase.soon()), "user " + id);
    }
    assertFalse(users.exists(10_001, TestDatabase.soon()));
    assertFalse(users.exists(9_007_199_254_740_991L, TestDatabase.soon()));
  }

  @Test
  void knownUsersAreKnownWithoutPostgresAndUnknownOnesAreUnavailable() throws Exception {
    try (var proxy = TcpProxy.before(TestDatabase.settings(db.world).url());
        var database = new Database(TestDatabase.settings(proxy.url(), db.world))) {
      var users = new UserTable(database, new IdempotentRequests(database, Duration.ofDays(1)));
      assertTrue(users.exists(1, TestDatabase.soon()));
      proxy.refuse();
      assertTrue(users.exists(1, TestDatabase.soon()));
      assertTrue(users.exists(4_000, TestDatabase.soon()));
      assertThrows(UnavailableException.class, () -> users.exists(9_000, TestDatabase.soon()));
      proxy.accept();
      Await.until("PostgreSQL is back", () -> isKnown(users, 9_000));
    }
  }

  @Test
  void manyWhoAskForTheSameUsersOfAHangingPostgresAreToldTogether() throws Exception {
    try (var proxy = TcpProxy.before(TestDatabase.settings(db.world).url());
        var database = new Database(TestDatabase.settings(proxy.url(), db.world))) {
      var users = new UserTable(database, new IdempotentRequests(database, Duration.ofDays(1)));
      assertTrue(users.exists(1, TestDatabase.soon()));
      proxy.freeze();
      Crowd.all(
          8,
          n -> {
            long begin = System.nanoTime();
            assertThrows(
                UnavailableException.class, () -> users.exists(9_000, TestDatabase.soon()));
            Promised.within(Duration.ofSeconds(2), "PostgreSQL hangs, one who asks is told", begin);
          });
      proxy.thaw();
      Await.until("PostgreSQL has woken up", () -> isKnown(users, 9_000));
    }
  }

  private static boolean isKnown(UserTable users, long id) {
    try {
      return users.exists(id, TestDatabase.soon());
    } catch (UnavailableException e) {
      return false;
    }
  }

  @Test
  void scatteredIdsStayInABoundedMemory() {
    db.world
        .sql()
        .execute(
            "insert into \"user\" (id, name) select 1000000000::bigint + n * 5000::bigint, 'far'"
                + " from generate_series(1, 9000) n");
    var users = new UserTable(db.database, new IdempotentRequests(db.database, Duration.ofDays(1)));
    long first = 1_000_005_000L;
    for (int n = 0; n < 9_000; n++) {
      assertTrue(users.exists(first + n * 5_000L, TestDatabase.soon()));
    }
    // Whichever blocks were forgotten are read again.
    var random = new Random(1);
    for (int n = 0; n < 200; n++) {
      long id = first + random.nextInt(9_000) * 5_000L;
      assertTrue(users.exists(id, TestDatabase.soon()));
      assertFalse(users.exists(id + 1, TestDatabase.soon()));
    }
  }
}
