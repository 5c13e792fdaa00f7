package boxoffice.bench;

import boxoffice.bench.Results.OpenRun;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The open loops of a run, by contender and offered rate. */
final class OpenLoops {
  /** The rates are chosen before the ceiling's final figure is known. */
  private static final double FARTHEST = 0.2;

  private final List<OpenRun> runs;

  OpenLoops(List<OpenRun> runs) {
    this.runs = runs;
  }

  /** The rates that were offered, in requests a second, rising. */
  List<Double> rates(Contender contender) {
    return runs.stream()
        .filter(run -> run.contender().equals(contender.name()))
        .map(OpenRun::offeredPerSecond)
        .sorted()
        .distinct()
        .toList();
  }

  PerRound each(Contender contender, double rate, ToDoubleFunction<OpenRun> what) {
    var byRound = new TreeMap<Integer, Double>();
    of(contender, rate).forEach(run -> byRound.put(run.round(), what.applyAsDouble(run)));
    return new PerRound(byRound);
  }

  private Stream<OpenRun> of(Contender contender, double rate) {
    return runs.stream()
        .filter(run -> run.contender().equals(contender.name()) && run.offeredPerSecond() == rate);
  }

  /** Answers of all rounds other than the one that was meant. */
  long refused(Contender contender, double rate) {
    return of(contender, rate).mapToLong(OpenRun::refused).sum();
  }

  /** The rate nearest to a quarter of the ceiling's that reserve and the ceiling were offered. */
  OptionalDouble quarter(PerRound ceiling) {
    double quarter = ceiling.median().orElse(Double.NaN) / 4;
    List<Double> ofCeiling = rates(Contender.CEILING);
    return rates(Contender.RESERVE).stream()
        .filter(rate -> ofCeiling.contains(rate) && distance(rate, quarter) <= FARTHEST)
        .min((one, other) -> Double.compare(distance(one, quarter), distance(other, quarter)))
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private static double distance(double rate, double quarter) {
    return Math.abs(rate / quarter - 1);
  }
}
