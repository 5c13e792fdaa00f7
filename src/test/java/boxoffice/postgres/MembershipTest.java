package boxoffice.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.reservation.Lease;
import boxoffice.reservation.Leases.Standing;
import boxoffice.reservation.Membership;
import boxoffice.reservation.Partition;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances that share a database: who is there, who looks after what, who is gone. */
class MembershipTest {
  private static final Duration LAPSE = Duration.ofMinutes(1);

  private static TestDatabase db;

  private boolean redisAnswers = true;

  @BeforeAll
  static void open() {
    db = TestDatabase.migrated();
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @BeforeEach
  void empty() {
    db.world.sql().execute("truncate lease");
  }

  private Membership joined(Duration lapse) {
    var instance = new Membership(new LeaseTable(db.database), lapse, () -> redisAnswers);
    instance.join();
    return instance;
  }

  private static long leases() {
    return db.world.number("select count(*) from lease");
  }

  /** Makes it look as if it had not been renewed for so long. */
  private static void age(Membership instance, Duration age) {
    db.world
        .sql()
        .execute(
            "update lease set renewed_at = now() - make_interval(secs => ?) where id = ?",
            age.toSeconds(),
            instance.require().id());
  }

  private static boolean hasLapsed(Membership instance) {
    return instance.everybody().contains(new Standing(instance.require(), true));
  }

  private static void assertShared(List<Membership> living) {
    List<Long> lookingAfter =
        IntStream.range(0, Partition.COUNT)
            .mapToObj(p -> living.stream().filter(member -> member.looksAfter(p)).count())
            .toList();
    assertEquals(IntStream.range(0, Partition.COUNT).mapToObj(_ -> 1L).toList(), lookingAfter);
    for (Membership member : living) {
      long mine = IntStream.range(0, Partition.COUNT).filter(member::looksAfter).count();
      assertTrue(mine >= Partition.COUNT / living.size(), mine + " partitions");
    }
  }

  @Test
  void whoHasNotJoinedHasNoLeaseAndLooksAfterNothing() {
    var stranger = new Membership(new LeaseTable(db.database), LAPSE, () -> true);
    stranger.run();

    assertTrue(stranger.lease().isEmpty());
    assertFalse(IntStream.range(0, Partition.COUNT).anyMatch(stranger::looksAfter));
    stranger.leave();
    assertEquals(0, leases());
  }

  @Test
  void theLivingShareThePartitionsAndWhenOneDiesOrLeavesTheyMove() {
    Membership one = joined(LAPSE);
    assertShared(List.of(one));
    Membership two = joined(LAPSE);
    Membership three = joined(LAPSE);
    List<Membership> all = List.of(one, two, three);
    all.forEach(Membership::run);
    assertShared(all);

    age(two, LAPSE.plusSeconds(1));
    List.of(one, three).forEach(Membership::run);
    assertShared(List.of(one, three));

    one.leave();
    three.run();
    assertShared(List.of(three));
    assertEquals(List.of(three.require()), livingAsSeenBy(three));
  }

  private static List<Lease> livingAsSeenBy(Membership instance) {
    return instance.everybody().stream().filter(s -> !s.lapsed()).map(Standing::lease).toList();
  }

  @Test
  void whoIsCutOffFromRedisDoesNotRenew() {
    Membership one = joined(LAPSE);
    age(one, LAPSE.plusSeconds(1));
    redisAnswers = false;
    one.run();
    assertTrue(hasLapsed(one));

    redisAnswers = true;
    one.run();
    assertFalse(hasLapsed(one));
    assertFalse(one.isLost(), "nobody has missed it");
  }

  @Test
  void whoIsGoneOnWithoutFindsOutAndJoinsAgainUnderAnotherLease() {
    Membership one = joined(LAPSE);
    Membership two = joined(LAPSE);
    List.of(one, two).forEach(Membership::run);
    Lease before = two.require();
    age(two, LAPSE.plusSeconds(1));
    one.goOnWithout(List.of(before));

    assertFalse(two.confirm());
    assertTrue(two.isLost());
    two.run();
    assertEquals(before, two.require(), "only the thread that surrenders first may join again");
    two.join();
    assertNotEquals(before, two.require());
    assertTrue(two.confirm());
    List.of(one, two).forEach(Membership::run);
    assertShared(List.of(one, two));
    two.lost(before);
    assertFalse(two.isLost(), "a late word of the old lease does not count");
  }

  @Test
  void theLongDeadAreClearedAwayOnlyByOneThatHasRenewedUnbrokenForAWhile() {
    Duration lapse = Duration.ofMillis(300);
    Membership dead = joined(lapse);
    Membership one = joined(lapse);
    age(dead, lapse.multipliedBy(21));
    one.run();
    assertEquals(2, leases(), "the others may just be about to renew theirs");

    redisAnswers = false;
    long begin = System.nanoTime();
    Await.until("a while", () -> System.nanoTime() - begin > 3 * lapse.toNanos());
    one.run();
    redisAnswers = true;
    one.run();
    assertEquals(2, leases(), "it has just come back itself");

    Await.until(
        "the dead one is cleared away",
        () -> {
          one.run();
          return leases() == 1;
        });
    assertTrue(one.confirm());
    assertFalse(dead.confirm());
  }

  @Test
  void whoHasOnlyLapsedIsNotClearedAway() {
    Duration lapse = Duration.ofMillis(100);
    Membership frozen = joined(Duration.ofMinutes(1));
    Membership one = joined(lapse);
    age(frozen, Duration.ofSeconds(1));
    long begin = System.nanoTime();
    Await.until(
        "a while",
        () -> {
          one.run();
          return System.nanoTime() - begin > 4 * lapse.toNanos();
        });

    assertEquals(2, leases());
    assertTrue(frozen.confirm());
  }
}
