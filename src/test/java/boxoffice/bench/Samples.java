package boxoffice.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is looked at again and again while something else is done. */
final class Samples {
  private Samples() {}

  /** In their order, the first at the begin of the work. */
  static <T> List<T> during(Runnable work, Duration between, Supplier<T> sample) {
    List<T> samples = new ArrayList<>();
    try (ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor()) {
      Future<?> job =
          sampling.scheduleAtFixedRate(
              () -> samples.add(sample.get()), 0, between.toMillis(), TimeUnit.MILLISECONDS);
      work.run();
      if (job.state() == Future.State.FAILED) {
        throw new BenchException("no more samples could be taken", job.exceptionNow());
      }
      job.cancel(false);
    }
    return samples;
  }
}
