package boxoffice.http;

import boxoffice.reservation.UnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what was thrown to what is answered. */
final class FailureMapping {
  private static final Logger LOG = LoggerFactory.getLogger(FailureMapping.class);

  private FailureMapping() {}

  static void add(RoutesConfig routes, Router router) {
    routes.exception(Refusal.class, (e, ctx) -> AnswerWriter.write(ctx, e.failure()));
    routes.exception(
        UnavailableException.class,
        (e, ctx) -> {
          LOG.debug("answered 503", e);
          AnswerWriter.write(ctx, Failure.UNAVAILABLE);
        });
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          router.drain(ctx);
          AnswerWriter.write(ctx, ofJavalin(e, router.allowed(ctx.path())));
        });
    routes.exception(Exception.class, FailureMapping::answerInternal);
  }

  /**
   * Throws nothing, for Javalin would hand it back to us, over and over: a request may be gone when
   * it comes to its end, such as that of a page that was closed while the service stops.
   */
  static void answerInternal(Exception e, Context ctx) {
    try {
      LOG.error("{} {} failed", ctx.req().getMethod(), ctx.path(), e);
      AnswerWriter.write(ctx, Failure.INTERNAL);
    } catch (RuntimeException gone) {
      LOG.debug("a request was gone before it could be answered", gone);
    }
  }

  /**
   * @param allowed what the path itself allows; Javalin knows only all that some route would match
   */
  private static Failure ofJavalin(HttpResponseException e, Optional<String> allowed) {
    if (e instanceof MethodNotAllowedResponse) {
      return Failure.methodNotAllowed(
          allowed.orElseGet(() -> String.join(", ", e.getDetails().values())));
    }
    return e.getStatus() == 404
        ? Failure.NOT_FOUND
        : Failure.unreadable(e.getStatus(), "The request could not be read.");
  }
}
