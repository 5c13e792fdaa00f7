package boxoffice.http;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import boxoffice.reservation.ReservationService;
import java.util.Set;

/** Servers like the product's own, with fewer routes. */
public final class BaselineRoutes {
  private static final String RESERVE = "/events/{eventId}/reservations";

  private BaselineRoutes() {}

  /** Answers from memory, in a handler that goes through nothing of ours. */
  public static HttpServer ceiling(HttpSettings settings) {
    var handler = new CeilingHandler();
    return HttpServer.start(
        settings,
        new AlwaysReady(),
        Entrance.open(),
        RequestMeter.NONE,
        router -> {
          router.add(POST, RESERVE, handler);
          addHealth(router);
        });
  }

  /** Reserves by the product's own way through HTTP. */
  public static HttpServer reserving(HttpSettings settings, ReservationService service) {
    var handlers = new ReservationHandlers(service);
    return HttpServer.start(
        settings,
        new AlwaysReady(),
        Entrance.open(),
        RequestMeter.NONE,
        router -> {
          router.route(POST, RESERVE, Access.BUYERS, handlers::reserve);
          addHealth(router);
        });
  }

  private static void addHealth(Router router) {
    var health = new HealthHandlers(new AlwaysReady(), Gate.open(Set.of()));
    router.alwaysRoute(GET, "/readyz", Access.EVERYBODY, health::ready);
  }
}
