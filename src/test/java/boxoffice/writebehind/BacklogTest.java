package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Books;
import boxoffice.TestApp;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More changes than fit. */
class BacklogTest {

  private TestApp app;
  private long event;
  private List<Long> users;

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void aFullQueueLosesNothing() {
    start(Map.of("QUEUE_CAPACITY", "1", "WRITER_THREADS", "1"));
    whileNothingIsWritten(() -> users.forEach(user -> app.reserved(event, user)));
    Books.assertBalanced(app, event);
    assertEquals(
        users.size(),
        app.world().number("select count(*) from reservation where event_id = ?", event));
  }

  @Test
  void theSweepWritesAsManyBatchesAtOnceAsThereAreWorkers() {
    start(Map.of("BATCH_SIZE", "1", "WRITER_THREADS", "2"));
    whileNothingIsWritten(
        () -> {
          users.forEach(user -> app.reserved(event, user));
          Await.until(
              "two workers and two of the sweep wait", () -> app.world().waitingWriters() == 4);
        });
    Books.assertBalanced(app, event);
  }

  @Test
  void tooMuchHeldInMemoryIsAnsweredAsBacklogAndSellingResumesByItself() {
    start(Map.of("MAX_HELD", "5"));
    fillsUpAtFive();
  }

  @Test
  void tooMuchUnsavedIsAnsweredAsBacklogAndSellingResumesByItself() {
    start(Map.of("MAX_UNSAVED_PER_PARTITION", "5"));
    fillsUpAtFive();
  }

  private void fillsUpAtFive() {
    List<Long> reservations = new ArrayList<>();
    whileNothingIsWritten(
        () -> {
          users.subList(0, 5).forEach(user -> reservations.add(app.reserved(event, user)));
          HttpResponse<String> sixth = app.reserve(event, users.get(5));
          assertEquals(503, sixth.statusCode(), sixth.body());
          assertEquals("BACKLOG_FULL", app.json(sixth).path("code").asText());
          assertTrue(sixth.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
          assertEquals(45, app.available(event));
          // Who has a ticket is told so, and may give it back.
          assertEquals(200, app.cancel(reservations.get(0)).statusCode());
        });
    Await.until("selling resumes", () -> app.reserve(event, users.get(5)).statusCode() == 201);
    Books.assertBalanced(app, event);
    assertEquals(45, app.available(event));
  }

  private void start(Map<String, String> bounds) {
    Map<String, String> settings = new HashMap<>(bounds);
    settings.put("SWEEP_AGE_MS", "200");
    settings.put("SWEEP_INTERVAL_MS", "100");
    app = TestApp.start(settings);
    event = app.newEvent(50);
    users = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      users.add(app.newUser());
    }
    // On sale and known, so that nothing else is asked of PostgreSQL.
    assertEquals(50, app.available(event));
    Books.awaitAllSaved(app.world());
    app.reserved(app.newEvent(1), users.get(0));
    Books.awaitAllSaved(app.world());
  }

  /** Holds the lock that every write needs. */
  private void whileNothingIsWritten(Runnable action) {
    app.world()
        .sql()
        .transaction(
            (Configuration inside) -> {
              inside.dsl().execute("lock table reservation in exclusive mode");
              action.run();
            });
  }
}
