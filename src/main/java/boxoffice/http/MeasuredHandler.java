package boxoffice.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Does what the handler does, and marks the request as one of this route. */
record MeasuredHandler(Handler handler, RequestMeter.Route route) implements Handler {
  @Override
  public void handle(Context ctx) throws Exception {
    RequestTimes.mark(ctx.req(), route);
    handler.handle(ctx);
  }
}
