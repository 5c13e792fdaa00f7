package boxoffice.bench;

import java.util.List;

/** That to know who asks costs little. */
final class AuthTargets {
  private final Measurements measured;

  AuthTargets(Measurements measured) {
    this.measured = measured;
  }

  List<Target> all() {
    return List.of(
        Target.atLeast(
            "reserve with tokens of as many users, throughput: × that without",
            0.85,
            "",
            measured
                .figure(FigureNames.WITH_TOKENS)
                .over(measured.figure(FigureNames.WITHOUT_TOKENS))));
  }
}
