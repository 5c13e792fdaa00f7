package boxoffice.bench;

import java.util.List;

/** That who asks in vain is told soon, and keeps few others from being served. */
final class OverloadTargets {
  private static final double PROMISED_MILLIS = 2_000;

  private final Measurements measured;

  OverloadTargets(Measurements measured) {
    this.measured = measured;
  }

  List<Target> all() {
    return List.of(
        Target.atLeast(
            "sold at 1.2 times the saturating rate: × the most",
            0.8,
            "",
            measured.figure(FigureNames.SOLD_ABOVE).over(measured.figure(FigureNames.BEST))),
        Target.atLeast(
            "sold at twice the saturating rate: × the most",
            0.3,
            "",
            measured.figure(FigureNames.SOLD_FAR_ABOVE).over(measured.figure(FigureNames.BEST))),
        Target.never(
            FigureNames.LONGEST_ABOVE,
            PROMISED_MILLIS,
            " ms",
            measured.figure(FigureNames.LONGEST_ABOVE)),
        Target.never(
            FigureNames.LONGEST_FAR_ABOVE,
            PROMISED_MILLIS,
            " ms",
            measured.figure(FigureNames.LONGEST_FAR_ABOVE)));
  }
}
