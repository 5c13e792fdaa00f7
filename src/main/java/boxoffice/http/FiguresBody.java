package boxoffice.http;

import boxoffice.lab.Figures;
import boxoffice.lab.Figures.Percentiles;
import org.jspecify.annotations.Nullable;

/** The figures of the lab at one instant, on one decimal; what is not known is null. */
record FiguresBody(
    long at,
    double reserved,
    double soldOut,
    double unavailable,
    double cancelled,
    double saved,
    @Nullable Percentiles latency,
    @Nullable Percentiles delay,
    int waiting,
    int unsaved,
    int queued,
    int queueCapacity,
    @Nullable Long failedWrites,
    long swept,
    long putBack,
    String redis,
    String postgresql) {

  static FiguresBody of(Figures figures) {
    return new FiguresBody(
        figures.at(),
        rounded(figures.reserved()),
        rounded(figures.soldOut()),
        rounded(figures.unavailable()),
        rounded(figures.cancelled()),
        rounded(figures.saved()),
        figures.latency().map(FiguresBody::rounded).orElse(null),
        figures.delay().map(FiguresBody::rounded).orElse(null),
        figures.waiting(),
        figures.unsaved(),
        figures.queued(),
        figures.queueCapacity(),
        figures.failedWrites().isPresent() ? figures.failedWrites().getAsLong() : null,
        figures.swept(),
        figures.putBack(),
        figures.redis(),
        figures.postgresIsUp() ? "up" : "down");
  }

  private static Percentiles rounded(Percentiles exact) {
    return new Percentiles(rounded(exact.p50()), rounded(exact.p95()), rounded(exact.p99()));
  }

  private static double rounded(double exact) {
    return Math.round(exact * 10) / 10.0;
  }
}
