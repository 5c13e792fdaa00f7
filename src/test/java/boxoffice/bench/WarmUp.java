package boxoffice.bench;

import java.util.function.DoubleUnaryOperator;

/**
 * Loads a server, piece by piece, until an answer costs its JVM no less processor time than before:
 * under full load on few processors a JVM compiles for minutes, and what it has not compiled yet
 * costs it several times as much.
 */
final class WarmUp {
  private static final int STEADY_PIECES = 2;

  /** Less of a gain is within what one piece differs from the next by. */
  private static final double GAIN = 0.95;

  private final double pieceSeconds;
  private final int mostPieces;

  WarmUp(BenchSettings settings) {
    this.pieceSeconds = settings.quick() ? 2 : 10;
    this.mostPieces = settings.quick() ? 1 : 18;
  }

  /**
   * @param load loads it for so many seconds and returns the processor time of an answer
   */
  void run(String name, DoubleUnaryOperator load) {
    double least = Double.MAX_VALUE;
    int steady = 0;
    for (int piece = 1; piece <= mostPieces && steady < STEADY_PIECES; piece++) {
      double cost = load.applyAsDouble(pieceSeconds);
      Log.line("warming up %s: %.1f µs per answer".formatted(name, cost * 1e6));
      steady = cost > GAIN * least ? steady + 1 : 0;
      least = Math.min(least, cost);
    }
  }
}
