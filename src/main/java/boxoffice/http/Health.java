package boxoffice.http;

/** How the service is, as the health routes ask it. */
public interface Health {
  /** Whether the service has started. Asked before every request, so it must be cheap. */
  boolean started();

  HealthReport report();
}
