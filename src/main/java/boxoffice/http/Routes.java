package boxoffice.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.Map;

/** All routes. */
final class Routes {
  /** What a route does. */
  private interface Action {
    Answer answer(Context ctx, byte[] body);
  }

  private final RoutesConfig routes;
  private final RequestBody requestBody;
  private final Admission admission;
  private final Map<String, String> allowed = new LinkedHashMap<>();

  private Routes(RoutesConfig routes, HttpSettings settings, Health health) {
    this.routes = routes;
    this.requestBody = new RequestBody(settings);
    this.admission = new Admission(settings.maxRequestsInFlight(), health);
  }

  static void add(RoutesConfig config, HttpSettings settings, Services services) {
    new Routes(config, settings, services.health()).addAll(services);
  }

  private void addAll(Services services) {
    var reservations = new ReservationHandlers(services.reservations());
    route(POST, "/events/{eventId}/reservations", reservations::reserve);
    route(GET, "/users/{userId}/reservations", reservations::ofUser);
    route(GET, "/reservations/{reservationId}", reservations::find);
    route(DELETE, "/reservations/{reservationId}", reservations::cancel);

    var events = new EventHandlers(services.events());
    route(POST, "/events", events::create);
    route(GET, "/events", events::list);
    route(GET, "/events/{eventId}", events::find);
    route(PATCH, "/events/{eventId}", events::update);

    var users = new UserHandlers(services.users());
    route(POST, "/users", users::create);
    route(GET, "/users/{userId}", users::find);

    var failedWrites = new FailedWriteHandlers(services.failedWrites());
    route(GET, "/operations/failed-writes", failedWrites::list);
    route(POST, "/operations/failed-writes/{reservationId}/retry", failedWrites::retry);

    var health = new HealthHandlers(services.health());
    healthRoute("/livez", health::live);
    healthRoute("/readyz", health::ready);

    allowed.forEach(
        (path, methods) ->
            routes.addHttpHandler(
                OPTIONS, path, ctx -> ctx.status(204).header("Allow", methods + ", OPTIONS")));
  }

  private void route(HandlerType method, String path, Action action) {
    add(
        method,
        path,
        ctx -> {
          // Read before admission, so that slow senders keep nobody else out.
          byte[] body = requestBody.read(ctx);
          AnswerWriter.write(ctx, admission.admit(() -> action.answer(ctx, body)));
        });
  }

  /** Answered also when the service is starting or full: that is when it is asked how it is. */
  private void healthRoute(String path, Action action) {
    add(GET, path, ctx -> AnswerWriter.write(ctx, action.answer(ctx, requestBody.read(ctx))));
  }

  private void add(HandlerType method, String path, Handler handler) {
    routes.addHttpHandler(method, path, handler);
    allow(path, method.name());
    if (method == GET) {
      // Javalin's own HEAD is 200 for whatever id; Jetty leaves out the body of this one.
      routes.addHttpHandler(HEAD, path, handler);
      allow(path, HEAD.name());
    }
  }

  private void allow(String path, String method) {
    allowed.merge(path, method, (some, more) -> some + ", " + more);
  }
}
