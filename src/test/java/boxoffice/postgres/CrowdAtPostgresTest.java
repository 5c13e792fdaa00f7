package boxoffice.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.Await;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that ask PostgreSQL are bounded, so that they don't take the places of the others. */
@Timeout(120)
class CrowdAtPostgresTest {
  private static final int PLACES = 16;
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Integer>> all = new ArrayList<>();
  private final TestDatabase db = new TestDatabase();
  private final Database single = db.single();

  @AfterEach
  void close() {
    leave.countDown();
    threads.close();
    single.close();
    db.close();
  }

  @Test
  void moreThanPostgresqlServesAreToldAtOnceAndThereIsRoomAgainLater() throws Exception {
    ask(this::stay);
    Await.until("one has the connection", () -> entered.getCount() == 0);
    for (int i = 1; i < PLACES; i++) {
      ask(CrowdAtPostgresTest::one);
    }
    Await.until("all places are taken", () -> isTurnedAwayAtOnce(CrowdAtPostgresTest::one));

    leave.countDown();
    for (Future<Integer> asked : all) {
      assertEquals(1, asked.get());
    }
    assertEquals(1, single.request(Deadline.after(MOMENT), CrowdAtPostgresTest::one));
  }

  private void ask(Function<DSLContext, Integer> work) {
    all.add(threads.submit(() -> insist(work)));
  }

  /** Comes again when the test's own look had the last place. */
  private int insist(Function<DSLContext, Integer> work) {
    while (true) {
      try {
        return single.request(Deadline.after(Await.BOUND), work);
      } catch (UnavailableException turnedAway) {
        Thread.onSpinWait();
      }
    }
  }

  /** Who is let in waits, and has no answer after a moment. */
  private boolean isTurnedAwayAtOnce(Function<DSLContext, Integer> work) {
    var away =
        assertThrows(
            UnavailableException.class, () -> single.request(Deadline.after(MOMENT), work));
    return "too many requests wait for PostgreSQL".equals(away.getMessage());
  }

  private static int one(DSLContext sql) {
    return sql.selectOne().execute();
  }

  private int stay(DSLContext sql) {
    return sql.connectionResult(
        _ -> {
          entered.countDown();
          leave.await();
          return 1;
        });
  }
}
