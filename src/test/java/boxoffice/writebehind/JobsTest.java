package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Await;
import boxoffice.CapturedLog;
import boxoffice.reservation.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What fails runs again, and is told unless something is only away. */
class JobsTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void whatIsOnlyAwayIsNotToldAndABugBesideItIs() {
    var away = new UnavailableException("away");
    away.addSuppressed(new UnavailableException("away, too"));
    var awayWithBug = new UnavailableException("away");
    awayWithBug.addSuppressed(new IllegalStateException("a bug"));
    try (var log = new CapturedLog()) {
      assertEquals(List.of(), told(log, "patient", away));
      assertEquals(3, told(log, "broken", awayWithBug).size());
      assertEquals(3, told(log, "out of room", new StackOverflowError()).size());
    }
  }

  /** What is told of a job that fails three times, then succeeds. */
  private static List<String> told(CapturedLog log, String name, Throwable failure) {
    var runs = new AtomicInteger();
    try (var jobs = new Jobs()) {
      jobs.every(
          PAUSE,
          name,
          () -> {
            if (runs.incrementAndGet() <= 3) {
              JobsTest.<RuntimeException>fail(failure);
            }
          });
      Await.until("it has run again", () -> runs.get() > 3);
    }
    return log.lines(name + " failed and runs again");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void fail(Throwable failure) throws E {
    throw (E) failure;
  }
}
