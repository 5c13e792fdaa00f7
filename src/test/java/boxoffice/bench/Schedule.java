package boxoffice.bench;

/**
 * When the requests of a job are due, and which of them are measured. In an open loop they are due
 * at fixed times, whatever became of those before; in a closed one whenever a connection is free.
 */
final class Schedule {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Job job;
  private final long start;
  private final long measured;
  private final long end;
  private final double interval;
  private long requests;

  Schedule(Job job, long startNanos) {
    this.job = job;
    this.start = startNanos;
    this.measured = startNanos + nanos(job.warmUpSeconds());
    this.end = measured + nanos(job.seconds());
    this.interval = job.rate() > 0 ? NANOS_PER_SECOND / job.rate() : 0;
  }

  /** When the next request is due; {@code now} at the latest in a closed loop. */
  long nextDue(long now) {
    return interval > 0 ? start + (long) (requests * interval) : now;
  }

  /** The next request has been sent. */
  void sent() {
    requests++;
  }

  /**
   * Those of the warm-up that are still to be sent never are: where the server, or the load, was
   * too cold to keep up, what is measured does not begin behind its time.
   */
  void dropOverdue() {
    if (isOpen()) {
      requests = Math.max(requests, (long) Math.ceil((measured - start) / interval));
    }
  }

  /** Whether one that is due then is never sent. */
  boolean isOver(long due) {
    return due >= end || (job.requests() > 0 && requests >= job.requests());
  }

  boolean isOpen() {
    return interval > 0;
  }

  long measuredFrom() {
    return measured;
  }

  long end() {
    return end;
  }

  /** An open loop measures by when a request was due, a closed one by when it was answered. */
  boolean isMeasured(long due, long answered) {
    long counts = isOpen() ? due : answered;
    return counts >= measured && counts < end;
  }

  private static long nanos(double seconds) {
    return (long) (seconds * NANOS_PER_SECOND);
  }
}
