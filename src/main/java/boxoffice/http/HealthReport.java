package boxoffice.http;

import java.util.SequencedMap;

/**
 * Whether the service can sell, and why.
 *
 * @param dependencies from a dependency's name to its state, such as "up", "down", "rebuilding"
 */
public record HealthReport(Readiness readiness, SequencedMap<String, String> dependencies) {
  /** Whether the service can sell. */
  public enum Readiness {
    READY,
    /** It sells, but something that selling can do without for a while is away. */
    DEGRADED,
    UNAVAILABLE
  }
}
