package boxoffice.writebehind;

import boxoffice.reservation.UnavailableException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Works on what a stream yields, on a few at once at most, each in a thread of its own; the next is
 * asked for when the one that was begun first has ended.
 *
 * <p>As {@link java.util.stream.Gatherers#mapConcurrent}, which interrupts the others when one
 * fails. Here they end by themselves, since a thread that is interrupted while it hands back a
 * connection may spin for ever (docs/ARCHITECTURE.md, "One deadline a request").
 */
final class SlidingWindow<T> {
  private final int size;
  private final Executor threads;
  private final Consumer<T> work;
  private final Queue<CompletableFuture<Void>> underWay = new ArrayDeque<>();

  private SlidingWindow(int size, String threadName, Consumer<T> work) {
    this.size = size;
    this.threads = task -> Thread.ofPlatform().name(threadName).daemon().start(task);
    this.work = work;
  }

  /**
   * Returns when all is done. If the work fails, nothing more is begun, and the failure is thrown
   * when all that was begun has ended; what failed after it is suppressed in it.
   *
   * @throws UnavailableException if this thread is interrupted: nothing more is begun then, either
   */
  static <T> void forEach(Stream<T> items, int size, String threadName, Consumer<T> work) {
    var window = new SlidingWindow<>(size, threadName, work);
    try {
      items.forEach(window::begin);
      window.endUntilLeft(0);
    } catch (RuntimeException failure) {
      window.endAll(failure);
      throw failure;
    }
  }

  private void begin(T item) {
    endUntilLeft(size - 1);
    if (Thread.currentThread().isInterrupted()) {
      throw new UnavailableException("interrupted");
    }
    underWay.add(CompletableFuture.runAsync(() -> work.accept(item), threads));
  }

  private void endUntilLeft(int left) {
    while (underWay.size() > left) {
      end(underWay.remove())
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
  }

  private void endAll(RuntimeException before) {
    underWay.forEach(one -> end(one).ifPresent(before::addSuppressed));
  }

  /** Waits for it, whoever interrupts; its failure if it fails. */
  private static Optional<RuntimeException> end(CompletableFuture<Void> one) {
    try {
      one.join();
      return Optional.empty();
    } catch (CompletionException e) {
      return Optional.of(e.getCause() instanceof RuntimeException failure ? failure : e);
    }
  }
}
