package boxoffice.writebehind;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Works on what a stream yields, on a few at once at most, each in a virtual thread of its own; the
 * next is asked for when the first of those under way has ended.
 *
 * <p>As {@link java.util.stream.Gatherers#mapConcurrent}, which interrupts the others when one
 * fails. Here they end by themselves, since a thread that is interrupted while it hands back a
 * connection may spin for ever (docs/ARCHITECTURE.md, "One deadline a request").
 */
final class SlidingWindow<T> {
  private final int size;
  private final ToIntFunction<T> work;
  private final Queue<CompletableFuture<Integer>> underWay = new ArrayDeque<>();
  private int sum;

  private SlidingWindow(int size, ToIntFunction<T> work) {
    this.size = size;
    this.work = work;
  }

  /**
   * The sum of what the work returns. If it fails, nothing more is begun, and the failure is thrown
   * when all that was begun has ended.
   */
  static <T> int sum(Stream<T> items, int size, ToIntFunction<T> work) {
    var window = new SlidingWindow<>(size, work);
    try {
      items.forEach(window::begin);
      window.endUntilLeft(0);
      return window.sum;
    } finally {
      window.underWay.forEach(rest -> rest.handle((result, failure) -> result).join());
    }
  }

  private void begin(T item) {
    endUntilLeft(size - 1);
    underWay.add(
        CompletableFuture.supplyAsync(() -> work.applyAsInt(item), Thread::startVirtualThread));
  }

  private void endUntilLeft(int left) {
    while (underWay.size() > left) {
      try {
        sum += underWay.remove().join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException failure ? failure : e;
      }
    }
  }
}
