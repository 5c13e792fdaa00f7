package boxoffice.bench;

import java.util.List;

/** That those who look cost those who buy next to nothing. */
final class LiveTargets {
  private final Measurements measured;

  LiveTargets(Measurements measured) {
    this.measured = measured;
  }

  List<Target> all() {
    return List.of(
        Target.atLeast(
            "reserve with 2,000 open pages, throughput: × that without",
            0.9,
            "",
            measured
                .figure(FigureNames.WITH_PAGES)
                .over(measured.figure(FigureNames.WITHOUT_PAGES))),
        Target.below(
            "resident memory for 2,000 open pages",
            100,
            " MB",
            measured.figure(FigureNames.PAGES_MEMORY)));
  }
}
