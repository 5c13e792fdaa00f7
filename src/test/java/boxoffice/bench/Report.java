package boxoffice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The measured part of docs/BENCHMARKS.md and its pictures, computed from one run's results. */
final class Report {
  private final Results results;
  private final Measurements measured;
  private final OpenLoops open;

  private Report(Results results) {
    this.results = results;
    this.measured = new Measurements(results);
    this.open = new OpenLoops(results.open());
  }

  /**
   * @throws IllegalStateException if BENCHMARKS.md has no place for it; then nothing is written
   */
  static void write(Results results, Path docs) {
    try {
      new Report(results).write(docs);
    } catch (IOException e) {
      throw new UncheckedIOException("The report of the benchmark can't be written.", e);
    }
  }

  private void write(Path docs) throws IOException {
    MeasuredPart part = MeasuredPart.of(docs.resolve("BENCHMARKS.md"));
    var throughput = new ThroughputSection(measured);
    var latency = new LatencySection(open, open.quarter(measured.rate(Contender.CEILING)));
    var lag = new LagSection(results.timeline());
    List<Plot> plots = new ArrayList<>(latency.plots());
    plots.add(throughput.plot());
    plots.add(lag.plot());
    for (Plot plot : plots) {
      plot.write(docs);
    }
    part.replace(
        String.join(
            "\n",
            new TargetSection(targets()).text(),
            throughput.text(),
            latency.text(),
            lag.text(),
            new FigureSection(results.figures(), measured).text(),
            new MachineSection(results.machine()).text()));
  }

  private List<Target> targets() {
    List<Target> targets = new ArrayList<>(new SpeedTargets(measured).all());
    targets.addAll(new LagTargets(measured, results.timeline()).all());
    targets.add(new LatencyTarget(measured, open).get());
    targets.addAll(new GrowthTargets(measured).all());
    targets.addAll(new LiveTargets(measured).all());
    targets.addAll(new AuthTargets(measured).all());
    targets.addAll(new OverloadTargets(measured).all());
    return targets;
  }
}
