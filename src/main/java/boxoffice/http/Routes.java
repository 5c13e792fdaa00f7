package boxoffice.http;

import static boxoffice.http.Access.BUYERS;
import static boxoffice.http.Access.EVERYBODY;
import static boxoffice.http.Access.OPERATORS;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import boxoffice.reservation.EventService;

/** All routes, and who may use each. HEAD and OPTIONS come with them. */
final class Routes {
  private Routes() {}

  static void add(Router router, Services services) {
    var health = new HealthHandlers(services.health(), services.entrance().gate());
    var reservations = new ReservationHandlers(services.reservations());
    router.route(POST, "/events/{eventId}/reservations", BUYERS, reservations::reserve);
    router.route(GET, "/users/{userId}/reservations", BUYERS, reservations::ofUser);
    router.route(GET, "/reservations/{reservationId}", BUYERS, reservations::find);
    router.route(DELETE, "/reservations/{reservationId}", BUYERS, reservations::cancel);

    EventService sold = services.events();
    var events = new EventHandlers(sold);
    router.route(GET, "/events", EVERYBODY, events::list);
    router.route(POST, "/events", OPERATORS, events::create);
    // Before the next, since Javalin tries the routes in this order.
    router.live(
        "/events/live",
        EVERYBODY,
        new LiveFeed(() -> new LiveBoard(sold::newest, sold::find, health::states)));
    router.route(GET, "/events/{eventId}", EVERYBODY, events::find);
    router.route(PATCH, "/events/{eventId}", OPERATORS, events::update);

    var users = new UserHandlers(services.users());
    router.route(GET, "/users", OPERATORS, users::list);
    router.route(POST, "/users", OPERATORS, users::create);
    router.route(GET, "/users/{userId}", BUYERS, users::find);

    var failedWrites = new FailedWriteHandlers(services.failedWrites());
    router.route(GET, "/operations/failed-writes", OPERATORS, failedWrites::list);
    router.route(
        POST, "/operations/failed-writes/{reservationId}/retry", OPERATORS, failedWrites::retry);

    var audit = new AuditHandlers(services.audit());
    router.route(GET, "/operations/audit", OPERATORS, audit::audit);

    var lab = new LabHandlers(services.lab());
    var labBoard = new LabBoard(services.lab());
    router.live("/lab/live", EVERYBODY, new LiveFeed(() -> labBoard));
    router.route(GET, "/operations/lab", OPERATORS, lab::state);
    router.route(POST, "/operations/lab/rushes", OPERATORS, lab::hold);
    router.route(POST, "/operations/lab/faults", OPERATORS, lab::breakServer);

    router.alwaysRoute(GET, "/livez", EVERYBODY, health::live);
    router.alwaysRoute(GET, "/readyz", EVERYBODY, health::ready);
    router.alwaysRoute(GET, "/metrics", OPERATORS, new MetricsHandlers(services.metrics())::read);

    // Last, for the same reason: they are asked for least often. Everybody may read them.
    router.add(GET, "/openapi.json", StaticFile.read("openapi.json"));
    Pages.add(router);
  }
}
