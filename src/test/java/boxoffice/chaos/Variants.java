package boxoffice.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows that the suite can fail: a service that was broken on purpose must be found out. */
final class Variants {
  private static final Duration RUSH = Duration.ofSeconds(10);

  /**
   * The variants break one decision in ten thousand, and what each of them breaks is every fifth to
   * tenth request: after so many, one that is still unseen had hundred to one against it.
   */
  private static final long MOST_REQUESTS = 400_000;

  private final Path directory;
  private final Report report = new Report(System.out);

  Variants(Path directory) {
    this.directory = directory;
  }

  /** Whether all of them are found; each is tried. */
  boolean areFound(List<BrokenVariant> variants, long seed) throws InterruptedException {
    boolean all = true;
    for (BrokenVariant variant : variants) {
      all &= isFound(variant, seed);
    }
    return all;
  }

  /** Without faults, under full load, on one instance. */
  boolean isFound(BrokenVariant variant, long firstSeed) throws InterruptedException {
    Path broken = classpathEntry(variant);
    try (Cluster cluster = Cluster.start(directory, Optional.of(broken))) {
      Round.warmUp(cluster, 1);
      variant.sql().ifPresent(cluster.postgres()::execute);
      long requests = 0;
      for (long seed = firstSeed; requests < MOST_REQUESTS; seed++) {
        RoundResult round = new Round(cluster, seed, 1, List.of()).play(RUSH);
        report.round(round);
        HistoryFile.writeIfBroken(round, directory);
        requests += round.history().calls().size();
        if (round.violations().stream()
            .anyMatch(one -> variant.promises().contains(one.promise()))) {
          report.line("%s was found within %,d requests%n".formatted(variant, requests));
          return true;
        }
      }
      report.line("%s was NOT FOUND in %,d requests%n".formatted(variant, requests));
      return false;
    }
  }

  private Path classpathEntry(BrokenVariant variant) {
    try {
      return variant
          .classpathEntry(directory.resolveSibling("variant-" + variant))
          .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
