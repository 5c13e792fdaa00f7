package boxoffice.http;

/** Is told of every request when it has been answered. */
public interface RequestMeter {
  /** For who wants to know nothing. */
  RequestMeter NONE = (method, path) -> (status, nanos) -> {};

  /**
   * Who is told of the requests of this route. Asked when the server starts.
   *
   * @param path as the route names it, {@code /events/{eventId}} say, never one that was asked for
   */
  Route route(String method, String path);

  /** The requests of one route. */
  interface Route {
    /**
     * @param status 0 if there was none, because the client had gone
     * @param nanos from the first byte of the request to the last of the answer
     */
    void answered(int status, long nanos);
  }
}
