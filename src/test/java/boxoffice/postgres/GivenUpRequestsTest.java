package boxoffice.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Requests that are given up bring nobody to a halt: not even when more of them than there are
 * processors hand a connection back, while others have just waited for one in vain, and none of all
 * these has had a processor since.
 */
@Isolated("for a moment no virtual thread but this test's has a processor")
class GivenUpRequestsTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final int WAITING = 2;
  private static final int HOLDING = PROCESSORS + WAITING + 2;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final List<Thread> threads = new ArrayList<>();
  private TestDatabase db;
  private Database crowded;
  private volatile boolean busy = true;

  @BeforeEach
  void open() {
    db = new TestDatabase();
    crowded = db.withConnections(HOLDING);
  }

  @AfterEach
  void close() {
    crowded.close();
    db.close();
  }

  @RepeatedTest(3)
  void theyBringNobodyToAHalt() throws Exception {
    Deadline end = Deadline.after(PATIENCE);
    var held = new CountDownLatch(HOLDING);
    for (int n = 0; n < HOLDING; n++) {
      start(() -> crowded.request(end, sql -> sql.connectionResult(_ -> hold(end, held))), end);
    }
    assertTrue(held.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "not all are connected");
    parkUntil(end, TestDatabase.CONNECTION_WAIT.plus(MOMENT));
    for (int n = 0; n < WAITING; n++) {
      start(() -> crowded.request(end, sql -> sql.selectOne().execute()), end);
    }
    parkUntil(end, MOMENT.plus(MOMENT));
    for (int n = 0; n < PROCESSORS; n++) {
      threads.add(Thread.ofVirtual().start(this::takeAProcessor));
    }
    parkUntil(end, Duration.ZERO);
    LockSupport.parkNanos(MOMENT.toNanos());
    busy = false;

    for (Thread thread : threads) {
      assertTrue(thread.join(Await.BOUND), "somebody waits for ever");
    }
    assertEquals(
        1, crowded.<Integer>request(TestDatabase.soon(), sql -> sql.selectOne().execute()));
  }

  /** Asked again when there was no connection in time. */
  private void start(Runnable request, Deadline end) {
    Runnable untilTheEnd =
        () -> {
          while (!end.remaining().isZero()) {
            try {
              request.run();
            } catch (UnavailableException e) {
              LockSupport.parkNanos(1);
            }
          }
        };
    threads.add(Thread.ofPlatform().start(untilTheEnd));
  }

  private static boolean hold(Deadline end, CountDownLatch held) {
    held.countDown();
    while (!end.remaining().isZero() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(end.remaining().toNanos());
    }
    return true;
  }

  private void takeAProcessor() {
    while (busy) {
      Thread.onSpinWait();
    }
  }

  private static void parkUntil(Deadline end, Duration before) {
    long left = end.remaining().minus(before).toNanos();
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
