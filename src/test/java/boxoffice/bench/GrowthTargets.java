package boxoffice.bench;

import java.util.List;

/** That a reservation costs the same however many there are, and how small the service is. */
final class GrowthTargets {
  private static final double MORE_RESERVATIONS = 2_000_000 - 100_000;

  /** Less than one reference to each of them would take. */
  private static final double BYTES = 4;

  /** What a JVM that has warmed up may still gain in ten minutes. */
  private static final double GAIN = 1.05;

  private final Measurements measured;

  GrowthTargets(Measurements measured) {
    this.measured = measured;
  }

  List<Target> all() {
    return List.of(
        Target.within(
            "rate with 1,000,000 holders in the event: × that with 1,000",
            0.1,
            ratio(FigureNames.MANY_HOLDERS, FigureNames.FEW_HOLDERS)),
        Target.within(
            "rate with 10,000 events on sale: × that with 1",
            0.1,
            ratio(FigureNames.MANY_EVENTS, FigureNames.ONE_EVENT)),
        Target.atLeast(
            "drain of a backlog of 1,000,000 changes, rate: × a bare batch insert of the same rows",
            0.5,
            "",
            ratio(FigureNames.BACKLOG_DRAIN, FigureNames.BARE_INSERT)),
        Target.below(
            "used heap, from 100,000 reservations to 2,000,000: bytes for each further one",
            BYTES,
            "",
            figure(FigureNames.HEAP_MANY)
                .minus(figure(FigureNames.HEAP_FEW))
                .map(megabytes -> megabytes * 1e6 / MORE_RESERVATIONS)),
        Target.below(
            "a million known users with dense ids", 10, " MB", figure(FigureNames.KNOWN_USERS)),
        Target.atMost("start on running servers", 1.5, " s", figure(FigureNames.START)),
        Target.below(
            "resident memory after an idle minute", 250, " MB", figure(FigureNames.IDLE_MEMORY)),
        Target.atMost(
            "resident memory at the end of ten minutes of load: × that at their start",
            GAIN,
            "",
            ratio(FigureNames.MEMORY_LATE, FigureNames.MEMORY_EARLY)));
  }

  private PerRound ratio(String one, String other) {
    return figure(one).over(figure(other));
  }

  private PerRound figure(String name) {
    return measured.figure(name);
  }
}
