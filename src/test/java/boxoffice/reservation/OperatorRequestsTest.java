package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What operators ask for, and do not wait for. */
class OperatorRequestsTest {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final OperatorRequests requests = new OperatorRequests(1);
  private final CountDownLatch latch = new CountDownLatch(1);
  private final AtomicBoolean done = new AtomicBoolean();

  private Boolean wait(CountDownLatch until) {
    try {
      until.await();
      done.set(true);
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsNotWaitedForGoesOnAndOnlySoManyAreUnderWay() {
    assertThrows(UnavailableException.class, () -> requests.answer(() -> wait(latch)));
    assertThrows(UnavailableException.class, () -> requests.answer(() -> "no room for it"));
    latch.countDown();
    Await.until(BOUND, "it went on", done::get);
    Await.until(BOUND, "there is room again", this::hasRoom);
  }

  private boolean hasRoom() {
    try {
      return requests.answer(() -> true);
    } catch (UnavailableException e) {
      return false;
    }
  }

  @Test
  void aFailureIsTheCallersAndMakesRoom() {
    for (int n = 0; n < 3; n++) {
      var failure = new IllegalArgumentException("no");
      assertEquals(
          failure,
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  requests.answer(
                      () -> {
                        throw failure;
                      })));
      Await.until(BOUND, "there is room again", this::hasRoom);
    }
    assertTrue(hasRoom());
  }
}
