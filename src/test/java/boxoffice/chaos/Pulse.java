package boxoffice.chaos;

import boxoffice.chaos.History.Stall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Asks every instance all the time for an answer that touches no store. What that needs is the
 * machine's fault, which carries everything here at once, and no wait that the service promises to
 * bound.
 */
final class Pulse implements AutoCloseable {
  private static final long PAUSE_NANOS = 20_000_000;
  private static final Duration SLOW = Duration.ofMillis(100);

  /** Whoever needs longer hangs, on whatever machine: that is nobody's fault but its own. */
  private static final Duration HANGING = Duration.ofSeconds(3);

  private final Stalls stalls;
  private volatile boolean closed;

  private Pulse(Stalls stalls) {
    this.stalls = stalls;
  }

  static Pulse of(List<Integer> ports, Stalls stalls) {
    var pulse = new Pulse(stalls);
    IntStream.range(0, ports.size())
        .forEach(
            instance ->
                Thread.ofPlatform()
                    .name("pulse-" + instance)
                    .daemon()
                    .start(() -> pulse.feel(instance, ports.get(instance))));
    return pulse;
  }

  private void feel(int instance, int port) {
    try (var line = new HttpLine(port)) {
      while (!closed) {
        feel(instance, line);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void feel(int instance, HttpLine line) {
    long begin = System.nanoTime();
    try {
      if (!line.open()) {
        return; // it is not there, which its outage says
      }
      line.ask("GET", "/livez", Optional.empty(), Optional.empty(), "");
    } catch (IOException e) {
      return; // no answer is no excuse
    }
    long end = System.nanoTime();
    if (end - begin > SLOW.toNanos() && end - begin < HANGING.toNanos()) {
      stalls.add(new Stall(instance, begin, end, false));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
