package boxoffice.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A run: rounds on one cluster until the time is over. On a machine so slow that too little has
 * happened by then to tell, more rounds are played.
 */
final class Chaos {
  private static final Duration RUSH = Duration.ofSeconds(30);

  /** What a round takes beyond its rush, roughly. */
  private static final Duration REST = Duration.ofSeconds(8);

  /** Long enough to try every fault. */
  private static final Duration WHOLE = Duration.ofMinutes(8);

  /** How many times the time may be taken until enough has happened. */
  private static final int AT_MOST_TIMES = 5;

  private final ChaosSettings settings;
  private final Path directory;
  private final Report report = new Report(System.out);
  private final Tally tally;

  Chaos(ChaosSettings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
    this.tally = new Tally(settings.faults());
  }

  /** Whether all promises held, and enough happened to tell. */
  boolean run() throws InterruptedException {
    report.line(settings.toString());
    try {
      long end = System.nanoTime() + settings.duration().toNanos();
      while (goesOn(end)) {
        playOnNewCluster(end);
      }
    } catch (RuntimeException | AssertionError e) {
      report.line("BROKEN OFF: " + e.getMessage());
      e.printStackTrace(System.out);
      return false;
    }
    report.summary(tally);
    List<String> complaints = complaints();
    complaints.forEach(text -> report.line("IDLE: " + text));
    return tally.violations() == 0 && complaints.isEmpty();
  }

  private boolean goesOn(long end) {
    long latest = end + (AT_MOST_TIMES - 1) * settings.duration().toNanos();
    return tally.rounds() == 0
        || left(end) > 0
        || (left(latest) > 0 && tally.violations() == 0 && !complaints().isEmpty());
  }

  private List<String> complaints() {
    boolean whole = settings.fault().isEmpty() && settings.duration().compareTo(WHOLE) >= 0;
    return Idle.complaints(tally, whole);
  }

  /** Round after round until the time is over, or what a violation left would spoil the next. */
  private void playOnNewCluster(long end) throws InterruptedException {
    try (Cluster cluster = Cluster.start(directory, Optional.empty())) {
      Round.warmUp(cluster, settings.instances(settings.seed() + tally.rounds()));
      boolean clean = true;
      while (clean && goesOn(end)) {
        long seed = settings.seed() + tally.rounds();
        var round = new Round(cluster, seed, settings.instances(seed), settings.faults());
        RoundResult result = round.play(rush(end));
        tally.add(result);
        report.round(result);
        HistoryFile.writeIfBroken(result, directory);
        clean = result.violations().isEmpty();
      }
    }
  }

  private static long left(long end) {
    return end - System.nanoTime() - REST.toNanos();
  }

  /** The last round takes what is left, so that a run lasts as long as it was told to. */
  private static Duration rush(long end) {
    Duration left = Duration.ofNanos(Math.max(left(end), RUSH.toNanos() / 3));
    return left.compareTo(RUSH.plus(RUSH.dividedBy(2))) < 0 ? left : RUSH;
  }
}
