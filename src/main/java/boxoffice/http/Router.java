package boxoffice.http;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.OPTIONS;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Leads each request through its body and the admission to what the route does. */
final class Router {
  /** What a route does. */
  interface Action {
    Answer answer(Context ctx, byte[] body);
  }

  private final RoutesConfig routes;
  private final RequestBody requestBody;
  private final Admission admission;
  private final RequestMeter meter;
  private final Map<String, String> methodsOfPath = new LinkedHashMap<>();

  Router(RoutesConfig routes, HttpSettings settings, Admission admission, RequestMeter meter) {
    this.routes = routes;
    this.requestBody = new RequestBody(settings);
    this.admission = admission;
    this.meter = meter;
  }

  void route(HandlerType method, String path, Action action) {
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
  void alwaysRoute(HandlerType method, String path, Action action) {
    add(method, path, ctx -> AnswerWriter.write(ctx, action.answer(ctx, requestBody.read(ctx))));
  }

  /** To be called when all routes are there. */
  void addOptions() {
    methodsOfPath.forEach(
        (path, methods) -> {
          String allow = methods + (methods.contains("GET") ? ", HEAD, OPTIONS" : ", OPTIONS");
          handle(
              OPTIONS,
              path,
              ctx -> ctx.status(204).header("Allow", allow).removeHeader("Content-Type"));
        });
  }

  /** A handler that reads and answers by itself, past body, admission and answers of ours. */
  void add(HandlerType method, String path, Handler handler) {
    handle(method, path, handler);
    methodsOfPath.merge(path, method.name(), (some, more) -> some + ", " + more);
    if (method.equals(GET)) {
      // Javalin's own HEAD is 200 for whatever id; Jetty leaves out the body of this one.
      handle(HEAD, path, handler);
    }
  }

  private void handle(HandlerType method, String path, Handler handler) {
    RequestMeter.Route route = meter.route(method.name(), path);
    routes.addHttpHandler(method, path, new MeasuredHandler(handler, route));
  }
}
