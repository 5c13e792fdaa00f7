package boxoffice.http;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/**
 * Tells the meter of every answer: Jetty calls this at the end of each, also of those that it
 * refused before Javalin saw them. Which route it was, the route says by a mark.
 */
final class RequestTimes implements RequestLog {
  /** In place of method and path, for whatever no route takes. */
  static final String UNMATCHED = "unmatched";

  private static final String MARK = RequestTimes.class.getName();

  private final RequestMeter.Route unmatched;

  RequestTimes(RequestMeter meter) {
    this.unmatched = meter.route(UNMATCHED, UNMATCHED);
  }

  static void mark(HttpServletRequest request, RequestMeter.Route route) {
    request.setAttribute(MARK, route);
  }

  @Override
  public void log(Request request, Response response) {
    RequestMeter.Route route =
        request.getAttribute(MARK) instanceof RequestMeter.Route marked ? marked : unmatched;
    route.answered(response.getStatus(), NanoTime.since(request.getBeginNanoTime()));
  }
}
