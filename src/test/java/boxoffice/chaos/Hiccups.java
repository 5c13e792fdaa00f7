package boxoffice.chaos;

import boxoffice.chaos.History.Stall;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices when this process itself was not given a processor for a while: a slow answer is then
 * nobody's fault.
 */
final class Hiccups implements AutoCloseable {
  private static final int ALL_INSTANCES = -1;
  private static final long PAUSE_NANOS = 5_000_000;
  private static final long HICCUP_NANOS = 100_000_000;

  private final Stalls stalls;
  private final Thread thread = Thread.ofPlatform().name("hiccups").daemon().unstarted(this::watch);
  private volatile boolean closed;

  private Hiccups(Stalls stalls) {
    this.stalls = stalls;
  }

  static Hiccups watching(Stalls stalls) {
    var hiccups = new Hiccups(stalls);
    hiccups.thread.start();
    return hiccups;
  }

  private void watch() {
    long before = System.nanoTime();
    while (!closed) {
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = System.nanoTime();
      if (now - before > HICCUP_NANOS) {
        stalls.add(new Stall(ALL_INSTANCES, before, now, false));
      }
      before = now;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
