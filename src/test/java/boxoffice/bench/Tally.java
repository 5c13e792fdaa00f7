package boxoffice.bench;

/** Counts the answers of a load. */
final class Tally {
  private final Job job;
  private final Latencies latencies = new Latencies();
  private long answers;
  private long refused;
  private long succeeded;
  private long unknown;

  Tally(Job job) {
    this.job = job;
  }

  /**
   * An answer has arrived.
   *
   * @param measured whether it belongs to the part that is measured
   * @param nanos since its request was due
   */
  void count(int status, boolean measured, long nanos) {
    if (status < 300) {
      succeeded++;
    } else if (status >= 500) {
      unknown++;
    }
    if (!measured) {
      return;
    }
    latencies.record(nanos);
    if (job.asking().wants(status)) {
      answers++;
    } else {
      refused++;
    }
  }

  /** A request was not answered in all this time. */
  void countUnanswered(boolean measured, long nanos) {
    unknown++;
    if (measured) {
      latencies.record(nanos);
      refused++;
    }
  }

  LoadResult told(double seconds, double cpuSeconds) {
    return new LoadResult(
        seconds, answers, refused, succeeded, unknown, cpuSeconds, latencies.told());
  }
}
