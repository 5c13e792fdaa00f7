package boxoffice.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpMethod;

/**
 * Opens a stream of events for a page. Streams last, so they have a bound of their own, and take
 * none of the places of requests.
 */
final class LiveHandler implements Handler {
  private final Health health;
  private final Semaphore places;
  private final Duration patience;
  private final Predicate<LiveStream> feed;

  /**
   * @param bound streams beyond it are answered 503
   * @param patience with a page that does not read
   * @param feed tells a stream all there is to tell; false when it takes none any more
   */
  LiveHandler(int bound, Duration patience, Health health, Predicate<LiveStream> feed) {
    this.places = new Semaphore(bound);
    this.patience = patience;
    this.health = health;
    this.feed = feed;
  }

  @Override
  public void handle(Context ctx) {
    if (!health.started()) {
      AnswerWriter.write(ctx, Failure.NOT_STARTED);
    } else if (ctx.req().getMethod().equals(HttpMethod.HEAD.asString())) {
      writeHeaders(ctx);
    } else if (!places.tryAcquire()) {
      AnswerWriter.write(ctx, Failure.TOO_MANY_PAGES);
    } else {
      writeHeaders(ctx);
      ctx.future(() -> open(ctx).ended().whenComplete((_, _) -> places.release()));
    }
  }

  private static void writeHeaders(Context ctx) {
    ctx.contentType("text/event-stream");
    ctx.header("Connection", "close"); // Messages need no frames around them then.
    ctx.header("X-Accel-Buffering", "no"); // A proxy that gathers them would hold them back.
  }

  /** Past Javalin and the servlet's output, which would block or buffer. */
  private LiveStream open(Context ctx) {
    ctx.req().getAsyncContext().setTimeout(0); // It ends when the page goes.
    var request = ServletContextRequest.getServletContextRequest(ctx.req());
    var stream = new LiveStream(request.getServletContextResponse(), patience);
    if (!feed.test(stream)) {
      stream.end();
    }
    return stream;
  }
}
