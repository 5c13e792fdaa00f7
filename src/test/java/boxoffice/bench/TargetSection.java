package boxoffice.bench;

import boxoffice.bench.Target.Verdict;
import java.util.List;

/** What was wanted beside what was measured. */
final class TargetSection {
  private final List<Target> targets;

  TargetSection(List<Target> targets) {
    this.targets = targets;
  }

  String text() {
    var table = new Table("lllr", "", "wanted", "measured", "");
    targets.forEach(
        target ->
            table.row(target.what(), target.wanted(), target.measured(), target.verdict().words()));
    return """
    ## Targets against measured

    Of %s targets %s are met, %s missed, %s not measured. A × is the median of the ratios of the rounds, with the lowest and the highest.

    %s\
    """
        .formatted(
            targets.size() - count(Verdict.COMPARISON),
            count(Verdict.MET),
            count(Verdict.MISSED),
            count(Verdict.NOT_MEASURED),
            table);
  }

  private long count(Verdict verdict) {
    return targets.stream().filter(target -> target.verdict() == verdict).count();
  }
}
