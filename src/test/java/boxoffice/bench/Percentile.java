package boxoffice.bench;

import boxoffice.bench.Results.OpenRun;

/** Which of the latencies of a run. */
enum Percentile {
  P50("p50"),
  P90("p90"),
  P99("p99"),
  P999("p99.9");

  private final String text;

  Percentile(String text) {
    this.text = text;
  }

  /** In milliseconds. */
  double of(OpenRun run) {
    return switch (this) {
      case P50 -> run.latency().p50();
      case P90 -> run.latency().p90();
      case P99 -> run.latency().p99();
      case P999 -> run.latency().p999();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
