package boxoffice.bench;

import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Loads a JVM, piece by piece, until its compilers have little left to do: under full load on few
 * processors they take minutes, and what they have not compiled yet costs several times as much.
 * What an answer costs does not tell: the machine's good and bad minutes hide it.
 */
final class WarmUp {
  /** Of the JVM's processor time. */
  private static final double COMPILERS_SHARE = 0.03;

  private final double pieceSeconds;
  private final int mostPieces;

  WarmUp(BenchSettings settings) {
    this.pieceSeconds = settings.quick() ? 2 : 10;
    this.mostPieces = settings.quick() ? 1 : 18;
  }

  /**
   * @param jvm the process that is to be warm
   * @param load loads it for so many seconds
   */
  void run(String name, long jvm, DoubleConsumer load) {
    double share = 1;
    for (int piece = 1; piece <= mostPieces && share > COMPILERS_SHARE; piece++) {
      double all = CpuTime.ofProcess(jvm);
      Map<String, Double> compilers = CpuTime.ofCompilers(jvm);
      load.accept(pieceSeconds);
      share = compiledSince(compilers, jvm) / (CpuTime.ofProcess(jvm) - all);
      Log.line("warming up %s: %.1f %% for compiling".formatted(name, share * 100));
    }
  }

  private static double compiledSince(Map<String, Double> before, long jvm) {
    return CpuTime.ofCompilers(jvm).entrySet().stream()
        .mapToDouble(now -> now.getValue() - before.getOrDefault(now.getKey(), 0.0))
        .sum();
  }
}
