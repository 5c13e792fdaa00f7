package boxoffice.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import boxoffice.reservation.CreateOutcome;
import boxoffice.reservation.CreationKey;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are remembered for their life, and removed afterwards. */
class IdempotentRequestsTest {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String PAYLOAD = "payload--------------1";
  private static final String OTHER_PAYLOAD = "payload--------------2";

  @AutoClose private final TestDatabase db = TestDatabase.migrated();
  private IdempotentRequests requests;
  private UserTable users;

  @BeforeEach
  void open() {
    requests = new IdempotentRequests(db.database, LIFE);
    users = new UserTable(db.database, requests);
  }

  private static String key(int number) {
    return "%022d".formatted(number);
  }

  private CreateOutcome<Long> create(int number, String payload) {
    return users.create("Kim", new CreationKey(key(number), payload), TestDatabase.soon());
  }

  private void age(int number, Duration age) {
    db.world
        .sql()
        .execute(
            "update idempotent_request set created_at = now() - ? * interval '1 millisecond'"
                + " where key_digest = ?",
            age.toMillis(),
            key(number));
  }

  private long remembered() {
    return db.world.number("select count(*) from idempotent_request");
  }

  private static long id(CreateOutcome<Long> outcome) {
    return assertInstanceOf(CreateOutcome.Created.class, outcome).created() instanceof Long id
        ? id
        : 0;
  }

  @Test
  void whatIsOlderThanALifeIsRemovedAndNothingElse() {
    long old = id(create(1, PAYLOAD));
    long young = id(create(2, PAYLOAD));
    age(1, LIFE.plusMillis(1));
    age(2, LIFE.minusMinutes(1));

    requests.run();

    assertEquals(1, remembered());
    assertEquals(young, id(create(2, PAYLOAD)));
    assertNotEquals(old, id(create(1, OTHER_PAYLOAD)));
    assertInstanceOf(CreateOutcome.KeyReused.class, create(1, PAYLOAD));
    assertEquals(3, db.world.number("select count(*) from \"user\""));
  }

  @Test
  void manyOldOnesAreRemovedInTurnsUntilNoneIsLeft() {
    db.world
        .sql()
        .execute(
            "insert into idempotent_request select lpad(n::text, 22, '0'), ?, n,"
                + " now() - interval '2 hours' from generate_series(1, 10001) as n",
            PAYLOAD);
    create(20_000, PAYLOAD);

    requests.run();

    assertEquals(1, remembered());
  }
}
