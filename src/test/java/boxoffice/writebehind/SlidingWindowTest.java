package boxoffice.writebehind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A few at once, and an end without an interrupt. */
class SlidingWindowTest {
  private static final int BOUND_SECONDS = 30;
  private static final String THREAD = "window";

  @Test
  void soManyAreWorkedOnAtOnceAndNoMore() {
    var together = new CyclicBarrier(3);
    var underWay = new AtomicInteger();
    var most = new ConcurrentLinkedQueue<Integer>();
    var done = new ConcurrentLinkedQueue<Integer>();
    SlidingWindow.forEach(
        IntStream.rangeClosed(1, 30).boxed(),
        3,
        THREAD,
        item -> {
          most.add(underWay.incrementAndGet());
          await(together);
          underWay.decrementAndGet();
          done.add(item);
        });
    assertEquals(IntStream.rangeClosed(1, 30).boxed().toList(), done.stream().sorted().toList());
    assertEquals(3, most.stream().mapToInt(Integer::intValue).max().orElseThrow());
  }

  @Test
  void theNextIsAskedForWhenThereIsRoomForIt() {
    var yielded = new AtomicInteger();
    var ended = new AtomicInteger();
    var ahead = new ConcurrentLinkedQueue<Integer>();
    SlidingWindow.forEach(
        Stream.generate(yielded::incrementAndGet)
            .limit(20)
            .peek(item -> ahead.add(item - ended.get())),
        2,
        THREAD,
        item -> ended.incrementAndGet());
    assertEquals(20, ended.get());
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
    Consumer<Integer> work =
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
        };
    var thrown = new CompletableFuture<Throwable>();
    Thread waiting =
        Thread.startVirtualThread(
            () ->
                thrown.complete(
                    assertThrows(
                        UnavailableException.class,
                        () -> SlidingWindow.forEach(Stream.of(1, 2, 3, 4), 2, THREAD, work))));
    Await.until(
        "the first has failed, and the second is waited for",
        () ->
            first.get() != null
                && !first.get().isAlive()
                && waiting.getState() == Thread.State.WAITING);
    mayEnd.countDown();
    assertSame(failure, thrown.orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join());
    assertEquals(List.of(2), List.copyOf(ended), "it was waited for, and not interrupted");
    assertEquals(List.of(1, 2), began.stream().sorted().toList());
  }

  @Test
  void aSecondFailureIsToldWithTheFirst() {
    var bothBegan = new CyclicBarrier(2);
    var away = new UnavailableException("away");
    var bug = new IllegalStateException("a bug");
    var thrown =
        assertThrows(
            UnavailableException.class,
            () ->
                SlidingWindow.forEach(
                    Stream.of(away, bug),
                    2,
                    THREAD,
                    failure -> {
                      await(bothBegan);
                      throw failure;
                    }));
    assertSame(away, thrown);
    assertEquals(List.of(bug), List.of(thrown.getSuppressed()));
  }

  @Test
  void whoIsInterruptedBeginsNothingMore() {
    var began = new ConcurrentLinkedQueue<Integer>();
    boolean isInterrupted;
    Thread.currentThread().interrupt();
    try {
      assertThrows(
          UnavailableException.class,
          () -> SlidingWindow.forEach(Stream.of(1, 2), 1, THREAD, began::add));
    } finally {
      isInterrupted = Thread.interrupted();
    }
    assertTrue(isInterrupted, "whoever called may look at it, too");
    assertEquals(List.of(), List.copyOf(began));
  }

  @Test
  void itsThreadsHaveAName() {
    var names = new ConcurrentLinkedQueue<String>();
    SlidingWindow.forEach(
        Stream.of(1, 2), 2, THREAD, item -> names.add(Thread.currentThread().getName()));
    assertEquals(List.of(THREAD, THREAD), List.copyOf(names));
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
