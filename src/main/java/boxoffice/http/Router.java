package boxoffice.http;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leads each request through its body and the admission to what the route does. */
final class Router {
  /** What a route does. */
  interface Action {
    Answer answer(Context ctx, byte[] body);
  }

  /** A page that does not read for so long has stopped or hangs, and takes another's place. */
  private static final Duration LIVE_PATIENCE = Duration.ofSeconds(20);

  private final RoutesConfig routes;
  private final HttpSettings settings;
  private final Health health;
  private final RequestBody requestBody;
  private final Entrance entrance;
  private final Admission admission;
  private final RequestMeter meter;
  private final List<Runnable> beforeStop = new ArrayList<>();
  private final Map<String, String> methodsOfPath = new LinkedHashMap<>();

  Router(
      RoutesConfig routes,
      HttpSettings settings,
      Health health,
      Entrance entrance,
      Admission admission,
      RequestMeter meter) {
    this.routes = routes;
    this.settings = settings;
    this.health = health;
    this.requestBody = new RequestBody(settings);
    this.entrance = entrance;
    this.admission = admission;
    this.meter = meter;
  }

  void route(HandlerType method, String path, Access access, Action action) {
    add(
        method,
        path,
        ctx -> {
          orDrain(ctx, () -> entrance.admit(ctx, access));
          // Read before admission, so that slow senders keep nobody else out.
          byte[] body = requestBody.read(ctx);
          AnswerWriter.write(ctx, admission.admit(() -> action.answer(ctx, body)));
        });
  }

  /** Answered also when the service is starting or full: that is when it is asked how it is. */
  void alwaysRoute(HandlerType method, String path, Access access, Action action) {
    add(
        method,
        path,
        ctx -> {
          orDrain(ctx, () -> entrance.admitAlways(ctx, access));
          AnswerWriter.write(ctx, action.answer(ctx, requestBody.read(ctx)));
        });
  }

  /** Before the body is read, so that what is refused is not kept in memory. */
  private void orDrain(Context ctx, Runnable admission) {
    try {
      admission.run();
    } catch (Refusal refused) {
      drain(ctx);
      throw refused;
    }
  }

  /**
   * Reads what came with a request that is not carried out. Were it left, the connection would end
   * after the answer without a word, and with it the request that the client sends next.
   */
  void drain(Context ctx) {
    try {
      byte[] _ = requestBody.read(ctx);
    } catch (Refusal tooMuch) {
      // Then the connection ends.
    }
  }

  /**
   * A stream for each page, for as long as it is there, until {@link #stop}. A route with a
   * parameter may match the path, too, so the methods that it would take are refused by hand.
   */
  void live(String path, Access access, LiveFeed feed) {
    var streams = new LiveHandler(settings.maxLiveStreams(), LIVE_PATIENCE, health, feed::add);
    add(
        GET,
        path,
        ctx -> {
          orDrain(ctx, () -> entrance.admit(ctx, access));
          streams.handle(ctx);
        });
    for (HandlerType method : List.of(POST, PUT, PATCH, DELETE)) {
      routes.addHttpHandler(method, path, new MethodRefusal());
    }
    beforeStop.add(feed::close);
  }

  /** Ends what would keep the server waiting for it. */
  void stop() {
    beforeStop.forEach(Runnable::run);
  }

  /** To be called when all routes are there. */
  void addOptions() {
    for (String path : methodsOfPath.keySet()) {
      String allow = allowed(path).orElseThrow();
      handle(
          OPTIONS,
          path,
          ctx -> ctx.status(204).header("Allow", allow).removeHeader("Content-Type"));
    }
  }

  /** The methods of the route with exactly this path. */
  Optional<String> allowed(String path) {
    return Optional.ofNullable(methodsOfPath.get(path))
        .map(methods -> methods + (methods.contains("GET") ? ", HEAD, OPTIONS" : ", OPTIONS"));
  }

  /**
   * A handler that reads and answers by itself, past gate, body, admission and answers of ours:
   * everybody may use it.
   */
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
