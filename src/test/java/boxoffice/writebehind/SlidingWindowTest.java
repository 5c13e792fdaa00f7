package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.Await;
import boxoffice.reservation.UnavailableException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A few at once, and an end without an interrupt. */
class SlidingWindowTest {
  private static final int BOUND_SECONDS = 30;

  @Test
  void soManyAreWorkedOnAtOnceAndNoMore() {
    var together = new CyclicBarrier(3);
    var underWay = new AtomicInteger();
    var most = new ConcurrentLinkedQueue<Integer>();
    int sum =
        SlidingWindow.sum(
            IntStream.rangeClosed(1, 30).boxed(),
            3,
            item -> {
              most.add(underWay.incrementAndGet());
              await(together);
              underWay.decrementAndGet();
              return item;
            });
    assertEquals(30 * 31 / 2, sum);
    assertEquals(3, most.stream().mapToInt(Integer::intValue).max().orElseThrow());
  }

  @Test
  void theNextIsAskedForWhenThereIsRoomForIt() {
    var yielded = new AtomicInteger();
    var ended = new AtomicInteger();
    var ahead = new ConcurrentLinkedQueue<Integer>();
    int sum =
        SlidingWindow.sum(
            Stream.generate(yielded::incrementAndGet)
                .limit(20)
                .peek(item -> ahead.add(item - ended.get())),
            2,
            item -> {
              ended.incrementAndGet();
              return 1;
            });
    assertEquals(20, sum);
    // One that was asked for waits while two are under way.
    assertFalse(ahead.stream().anyMatch(more -> more > 3), ahead::toString);
  }

  @Test
  void afterAFailureNoMoreAreBegunAndWhatWasBegunEndsUninterrupted() {
    var failure = new UnavailableException("away");
    var secondBegan = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var first = new AtomicReference<Thread>();
    var began = new ConcurrentLinkedQueue<Integer>();
    var ended = new ConcurrentLinkedQueue<Integer>();
    ToIntFunction<Integer> work =
        item -> {
          began.add(item);
          if (item == 1) {
            first.set(Thread.currentThread());
            await(secondBegan);
            throw failure;
          }
          secondBegan.countDown();
          await(mayEnd);
          ended.add(item);
          return 1;
        };
    var thrown = new CompletableFuture<Throwable>();
    Thread summing =
        Thread.startVirtualThread(
            () ->
                thrown.complete(
                    assertThrows(
                        UnavailableException.class,
                        () -> SlidingWindow.sum(Stream.of(1, 2, 3, 4), 2, work))));
    Await.until(
        "the first has failed, and the second is waited for",
        () ->
            first.get() != null
                && !first.get().isAlive()
                && summing.getState() == Thread.State.WAITING);
    mayEnd.countDown();
    assertSame(failure, thrown.orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join());
    assertEquals(List.of(2), List.copyOf(ended), "it was waited for, and not interrupted");
    assertEquals(List.of(1, 2), began.stream().sorted().toList());
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(BOUND_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody else was begun");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
