package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Books;
import boxoffice.Crowd;
import boxoffice.TestApp;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tickets that change hands faster than PostgreSQL hears of it: it sees the sales and cancels in
 * another order than they were decided, and no row may need the recovery table for that.
 */
class CancelAndRebookTest {
  private static final int TICKETS = 4;
  private static final int PEOPLE = 16;
  private static final int ROUNDS = 150;

  private TestApp app;

  @BeforeEach
  void start() {
    app =
        TestApp.patient(
            Map.of(
                "WRITER_THREADS", "4",
                "BATCH_SIZE", "5",
                "QUEUE_CAPACITY", "20",
                "SWEEP_AGE_MS", "100",
                "SWEEP_INTERVAL_MS", "50"));
    Refusing.countFailed(app.world());
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void noRowNeedsTheRecoveryTableForTheOrderInWhichItArrives() {
    long seed = new Random().nextLong();
    long[] events = {app.newEvent(TICKETS), app.newEvent(TICKETS)};
    List<Long> users = Crowd.each(PEOPLE, n -> app.newUser());
    List<Integer> cancelled =
        Crowd.each(PEOPLE, n -> comeAndGo(new Random(seed + n), users.get(n), events));
    int cancels = cancelled.stream().mapToInt(Integer::intValue).sum();
    assertTrue(cancels > PEOPLE * ROUNDS / 20, () -> cancels + " cancels are not worth a test");
    for (long event : events) {
      Books.assertBalanced(app, event);
    }
    assertEquals("error,count\n", Refusing.failedEver(app.world()), () -> "seed " + seed);
    assertEquals(
        cancels,
        app.world().number("select count(*) from reservation where status = 'CANCELLED'"),
        () -> "seed " + seed);
  }

  /** Reserves and cancels again and again, and returns how often there was something to cancel. */
  private int comeAndGo(Random random, long user, long[] events) {
    int cancels = 0;
    for (int round = 0; round < ROUNDS; round++) {
      HttpResponse<String> answer = app.reserve(events[random.nextInt(events.length)], user);
      if (answer.statusCode() == 201 || answer.statusCode() == 409) {
        long reservation = app.json(answer).path("reservationId").asLong();
        if (random.nextInt(10) > 0) {
          assertEquals(200, app.cancel(reservation).statusCode());
          cancels++;
        }
      } else {
        assertEquals("SOLD_OUT", app.json(answer).path("code").asText(), answer::body);
      }
    }
    return cancels;
  }
}
