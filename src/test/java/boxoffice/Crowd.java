package boxoffice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Many who act at once. */
public final class Crowd {
  private Crowd() {}

  /** Has each of so many do this in a thread of its own, until all have. */
  public static void all(int people, IntConsumer action) {
    each(
        people,
        person -> {
          action.accept(person);
          return person;
        });
  }

  /** Has each of so many do this in a thread of its own, and returns what came of it in order. */
  public static <T> List<T> each(int people, IntFunction<T> action) {
    List<Callable<T>> actions = new ArrayList<>();
    for (int n = 0; n < people; n++) {
      int person = n;
      actions.add(() -> action.apply(person));
    }
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> done : executor.invokeAll(actions)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
