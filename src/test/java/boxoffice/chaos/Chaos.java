package boxoffice.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A run: rounds on one cluster until the time is over. */
final class Chaos {
  private static final Duration RUSH = Duration.ofSeconds(30);

  /** What a round takes beyond its rush, roughly. */
  private static final Duration REST = Duration.ofSeconds(8);

  /** Long enough to try every fault. */
  private static final Duration WHOLE = Duration.ofMinutes(8);

  private final ChaosSettings settings;
  private final Path directory;
  private final Report report = new Report(System.out);

  Chaos(ChaosSettings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** Whether all promises held, and enough happened to tell. */
  boolean run() throws InterruptedException {
    List<Fault> faults = settings.faults();
    var tally = new Tally(faults);
    report.line(settings.toString());
    try (Cluster cluster = Cluster.start(directory, Optional.empty())) {
      long end = System.nanoTime() + settings.duration().toNanos();
      for (long seed = settings.seed(); tally.rounds() == 0 || left(end) > 0; seed++) {
        play(new Round(cluster, seed, settings.instances(seed), faults), rush(end), tally);
      }
    } catch (RuntimeException | AssertionError e) {
      report.line("BROKEN OFF after " + tally.rounds() + " rounds: " + e.getMessage());
      e.printStackTrace(System.out);
      return false;
    }
    report.summary(tally);
    boolean whole = settings.fault().isEmpty() && settings.duration().compareTo(WHOLE) >= 0;
    List<String> complaints = Idle.complaints(tally, whole);
    complaints.forEach(text -> report.line("IDLE: " + text));
    return tally.violations() == 0 && complaints.isEmpty();
  }

  private void play(Round round, Duration rush, Tally tally) throws InterruptedException {
    RoundResult result = round.play(rush);
    tally.add(result);
    report.round(result);
    if (!result.violations().isEmpty()) {
      HistoryFile.write(result, directory.resolveSibling("history-" + result.seed() + ".txt"));
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
