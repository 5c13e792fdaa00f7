package boxoffice.lab;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What there is to see of the way of a reservation at one instant. Rates are per second, and with
 * the percentiles cover the time since the figures before.
 *
 * @param at in milliseconds since 1970
 * @param unavailable requests that were answered 503
 * @param saved changes written to PostgreSQL
 * @param latency of requests to reserve, whatever the answer; empty if there were none
 * @param delay from a decision to the commit of its row; empty if there were none
 * @param waiting requests that wait for the next turn to Redis
 * @param unsaved changes that were acknowledged and that PostgreSQL does not have
 * @param failedWrites rows that PostgreSQL refused; empty while it does not answer
 * @param swept changes that the sweep has brought home since the start
 * @param putBack changes put back into Redis since the start
 * @param redis {@code up}, {@code rebuilding} or {@code down}
 */
public record Figures(
    long at,
    double reserved,
    double soldOut,
    double unavailable,
    double cancelled,
    double saved,
    Optional<Percentiles> latency,
    Optional<Percentiles> delay,
    int waiting,
    int unsaved,
    int queued,
    int queueCapacity,
    OptionalLong failedWrites,
    long swept,
    long putBack,
    String redis,
    boolean postgresIsUp) {

  /** In milliseconds. */
  public record Percentiles(double p50, double p95, double p99) {}
}
