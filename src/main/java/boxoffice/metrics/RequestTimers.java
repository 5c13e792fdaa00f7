package boxoffice.metrics;

import boxoffice.http.RequestMeter;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The requests of each route by status. Routes and statuses are few, whatever clients ask for, so
 * the timers are, too.
 */
final class RequestTimers implements RequestMeter {
  private final Meters meters;
  private final Map<String, RouteTimers> routes = new ConcurrentHashMap<>();

  RequestTimers(Meters meters) {
    this.meters = meters;
  }

  @Override
  public RouteTimers route(String method, String path) {
    return routes.computeIfAbsent(method + " " + path, _ -> new RouteTimers(meters, method, path));
  }

  static final class RouteTimers implements Route {
    private final Meters meters;
    private final String method;
    private final String path;

    /** So that no timer is looked for by its tags, which costs more than to record. */
    private final Map<Integer, Timer> byStatus = new ConcurrentHashMap<>();

    RouteTimers(Meters meters, String method, String path) {
      this.meters = meters;
      this.method = method;
      this.path = path;
    }

    @Override
    public void answered(int status, long nanos) {
      Timer timer = byStatus.get(status);
      if (timer == null) {
        timer = byStatus.computeIfAbsent(status, this::timer);
      }
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(int status) {
      return meters.timer(
          "http.request.duration",
          "From the first byte of a request to the last of its answer",
          Buckets.REQUEST,
          "method",
          method,
          "route",
          path,
          "status",
          status == 0 ? "none" : Integer.toString(status));
    }

    /** Of all statuses. */
    Histogram histogram() {
      return Histogram.of(Buckets.seconds(Buckets.REQUEST), List.copyOf(byStatus.values()));
    }
  }
}
