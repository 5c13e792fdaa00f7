package boxoffice.bench;

import java.util.List;
import java.util.Map;

/**
 * What one run of {@code make bench} measured, as it is kept in docs/benchmarks.json. Everything in
 * docs/BENCHMARKS.md is computed from it.
 */
record Results(
    Machine machine,
    List<ClosedRun> closed,
    List<OpenRun> open,
    List<Moment> timeline,
    List<Figure> figures) {

  /** Where it ran: processor, cores, memory, operating system, and the versions of all parts. */
  record Machine(String when, Map<String, String> facts, String commit, List<String> commands) {}

  /**
   * A closed loop: each connection asks again when it is answered.
   *
   * @param contender what was measured, by the name of {@link Contender}
   * @param refused answers other than the one that was meant
   * @param cpuSeconds of each process, by its part: jvm, redis, postgres, load
   */
  record ClosedRun(
      String contender,
      int round,
      int connections,
      double seconds,
      long answers,
      long refused,
      Map<String, Double> cpuSeconds,
      Latency latency) {

    double cpuSecondsPerAnswer() {
      return CpuMeter.perAnswer(cpuSeconds, answers);
    }
  }

  /**
   * An open loop: requests are due at fixed times, whatever became of those before, and latency is
   * counted from when a request was due.
   */
  record OpenRun(
      String contender,
      int round,
      double offeredPerSecond,
      double seconds,
      long answers,
      long refused,
      Latency latency) {}

  /** In milliseconds. */
  record Latency(double p50, double p90, double p99, double p999, double max) {}

  /**
   * How far PostgreSQL was behind at a moment of a reserve run at the highest rate.
   *
   * @param second since the load began
   * @param unsaved changes in the journal
   * @param delayP50 and {@code delayP99}, in milliseconds, from the decision to the commit of its
   *     row, of the rows that were decided in this second
   */
  record Moment(double second, long unsaved, double delayP50, double delayP99) {}

  /** A single number, such as how long a start takes. */
  record Figure(String name, double value, String unit) {}
}
