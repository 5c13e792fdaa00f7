package boxoffice.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import boxoffice.reservation.EventService;

/** All routes. HEAD and OPTIONS come with them. */
final class Routes {
  private Routes() {}

  static void add(Router router, Services services) {
    var health = new HealthHandlers(services.health());
    var reservations = new ReservationHandlers(services.reservations());
    router.route(POST, "/events/{eventId}/reservations", reservations::reserve);
    router.route(GET, "/users/{userId}/reservations", reservations::ofUser);
    router.route(GET, "/reservations/{reservationId}", reservations::find);
    router.route(DELETE, "/reservations/{reservationId}", reservations::cancel);

    EventService sold = services.events();
    var events = new EventHandlers(sold);
    router.route(GET, "/events", events::list);
    router.route(POST, "/events", events::create);
    // Before the next, since Javalin tries the routes in this order.
    router.live(
        "/events/live",
        new LiveFeed(() -> new LiveBoard(sold::newest, sold::find, health::states)));
    router.route(GET, "/events/{eventId}", events::find);
    router.route(PATCH, "/events/{eventId}", events::update);

    var users = new UserHandlers(services.users());
    router.route(GET, "/users", users::list);
    router.route(POST, "/users", users::create);
    router.route(GET, "/users/{userId}", users::find);

    var failedWrites = new FailedWriteHandlers(services.failedWrites());
    router.route(GET, "/operations/failed-writes", failedWrites::list);
    router.route(POST, "/operations/failed-writes/{reservationId}/retry", failedWrites::retry);

    var audit = new AuditHandlers(services.audit());
    router.route(GET, "/operations/audit", audit::audit);

    router.alwaysRoute(GET, "/livez", health::live);
    router.alwaysRoute(GET, "/readyz", health::ready);

    // Last, for the same reason: they are asked for least often.
    router.add(GET, "/openapi.json", StaticFile.read("openapi.json"));
    Pages.add(router);
  }
}
