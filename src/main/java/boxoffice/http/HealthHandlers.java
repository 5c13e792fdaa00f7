package boxoffice.http;

import boxoffice.http.HealthReport.Readiness;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Answers those who watch over the process. */
final class HealthHandlers {
  private final Health health;
  private final Gate gate;

  HealthHandlers(Health health, Gate gate) {
    this.health = health;
    this.gate = gate;
  }

  /** That we answer is all there is to say: a dependency that is away is no reason to be killed. */
  Answer live(Context ctx, byte[] body) {
    return Answer.ok(Map.of("status", "live"));
  }

  Answer ready(Context ctx, byte[] body) {
    HealthReport report = report();
    return report.readiness() == Readiness.UNAVAILABLE
        ? new Answer.Success(503, Map.of("Retry-After", "1"), states(report))
        : Answer.ok(states(report));
  }

  /** Whether the service can sell, how each dependency is, and whether tokens are asked for. */
  Map<String, String> states() {
    return states(report());
  }

  private HealthReport report() {
    HealthReport report = health.report();
    return health.started()
        ? report
        : new HealthReport(Readiness.UNAVAILABLE, report.dependencies());
  }

  private Map<String, String> states(HealthReport report) {
    Map<String, String> states = new LinkedHashMap<>();
    states.put("status", report.readiness().name().toLowerCase(Locale.ROOT));
    states.putAll(report.dependencies());
    states.put("access", gate.isOpen() ? "open" : "tokens");
    return states;
  }
}
