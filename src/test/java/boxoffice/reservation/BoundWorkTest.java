package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundWorkTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void workThatIsDoneInTimeIsNotCutOff() {
    var cutOff = new CountDownLatch(1);

    int answer =
        Deadline.after(LONG)
            .bound(
                () -> {
                  BoundWork.opened(this, cutOff::countDown);
                  BoundWork.closed(this);
                  return 42;
                });

    assertEquals(42, answer);
    assertEquals(1, cutOff.getCount());
  }

  @Test
  void workThatIsGivenUpIsCutOffFromWhatItWaitsOn() throws Exception {
    var cutOff = new CountDownLatch(1);
    var ended = new CompletableFuture<Boolean>();

    assertThrows(
        UnavailableException.class,
        () ->
            Deadline.after(SHORT)
                .bound(
                    () -> {
                      BoundWork.opened(this, cutOff::countDown);
                      ended.complete(awaited(cutOff));
                      return 0;
                    }));

    assertTrue(ended.get(LONG.toSeconds(), TimeUnit.SECONDS), "it was not cut off");
  }

  @Test
  void workThatIsGivenUpBeginsNoMoreWaits() throws Exception {
    var givenUp = new CountDownLatch(1);
    var opened = new CompletableFuture<Boolean>();
    Deadline deadline = Deadline.after(SHORT);

    assertThrows(
        UnavailableException.class,
        () ->
            deadline.bound(
                () -> {
                  assertTrue(awaited(givenUp));
                  opened.complete(isOpened());
                  return 0;
                }));
    givenUp.countDown();

    assertFalse(opened.get(LONG.toSeconds(), TimeUnit.SECONDS));
  }

  private boolean isOpened() {
    try {
      BoundWork.opened(this, () -> {});
      return true;
    } catch (UnavailableException e) {
      return false;
    }
  }

  /** False also when it is interrupted. */
  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
