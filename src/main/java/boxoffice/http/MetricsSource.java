package boxoffice.http;

/** What is told of the service in figures. */
public interface MetricsSource {
  /**
   * All figures as of now. Waits for nobody.
   *
   * @param accept the formats that are understood, as the header of that name lists them
   */
  Exposition read(String accept);

  /** Figures, written in the format that the type names. */
  record Exposition(String contentType, String text) {}
}
