package boxoffice.lab;

/** How the service is, as an operator sees it. */
public interface Vitals {
  /** Whether Redis is there and believed. */
  boolean redisIsUp();

  boolean postgresIsUp();

  /** How often Redis was made whole after it had lost something, since the start. */
  long rebuilds();

  /** What there is to see now; rates and percentiles since these were asked for before. */
  Figures figures();
}
