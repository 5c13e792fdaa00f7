package boxoffice.lab;

import boxoffice.embedded.EmbeddedServerException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * One fault from its beginning until the service has healed. Whatever happens in between, the
 * server runs again at the end.
 */
final class Breakage {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PAUSE_BETWEEN_STARTS = Duration.ofSeconds(1);

  /** After which we don't wait for the healing any more, but say so. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Fault fault;
  private final int seconds;
  private final Breakables servers;
  private final Vitals vitals;
  private final Diary diary;
  private final Thread thread = Thread.ofVirtual().name("lab-fault").unstarted(this::run);
  private final Ending ending = new Ending();
  private volatile boolean serverRuns = true;

  Breakage(Fault fault, int seconds, Breakables servers, Vitals vitals, Diary diary) {
    this.fault = fault;
    this.seconds = seconds;
    this.servers = servers;
    this.vitals = vitals;
    this.diary = diary;
  }

  Breakage begin() {
    thread.start();
    return this;
  }

  Fault fault() {
    return fault;
  }

  int seconds() {
    return seconds;
  }

  /** Whether the server is back, or never went, and only the service has still to heal. */
  boolean isHealing() {
    return serverRuns;
  }

  boolean isOver() {
    return !thread.isAlive();
  }

  /** Has the server started again at once. */
  void end() {
    ending.end(thread);
  }

  private void run() {
    long begin = System.nanoTime();
    long rebuilds = vitals.rebuilds();
    try {
      diary.note(announcement());
      serverRuns = !fault.lasts();
      servers.doTo(fault);
      boolean _ = ending.comesWithin(Duration.ofSeconds(seconds));
      restart();
      serverRuns = true;
      BooleanSupplier healed =
          fault == Fault.POSTGRESQL_STOPPED
              ? vitals::postgresIsUp
              : () -> vitals.rebuilds() > rebuilds && vitals.redisIsUp();
      awaitHealed(healed, begin);
    } catch (RuntimeException e) { // whatever it is, the server has to run again
      diary.note("That did not work: " + e.getMessage());
      restart();
    }
  }

  private String announcement() {
    return switch (fault) {
      case POSTGRESQL_STOPPED -> "PostgreSQL stopped for " + seconds + " s";
      case REDIS_KILLED -> "Redis killed with kill -9, to be started again after " + seconds + " s";
      case REDIS_EMPTIED -> "Redis emptied with FLUSHALL";
    };
  }

  /** A server of ours that stays away would be worse than any fault. */
  private void restart() {
    boolean said = false;
    while (true) {
      try {
        servers.undo(fault);
        return;
      } catch (EmbeddedServerException e) {
        if (!said) {
          diary.note("It does not start again, which is tried on: " + e.getMessage());
        }
        said = true;
        if (ending.comesWithin(PAUSE_BETWEEN_STARTS)) {
          return;
        }
      }
    }
  }

  private void awaitHealed(BooleanSupplier healed, long begin) {
    if (fault.lasts()) {
      diary.note(server() + " is started again");
    }
    boolean over = false;
    while (!over && !healed.getAsBoolean()) {
      over = ending.comesWithin(LOOK) || seconds(begin) > seconds + PATIENCE.toSeconds();
    }
    diary.note(
        String.format(
            Locale.ROOT, over ? "Not healed after %.1f s" : "Healed after %.1f s", seconds(begin)));
  }

  private String server() {
    return fault == Fault.POSTGRESQL_STOPPED ? "PostgreSQL" : "Redis";
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
