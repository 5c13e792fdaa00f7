package boxoffice.http;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what is refused before Javalin sees it, in the same form as all else. */
final class JettyFailures extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    write(of(status(request, response)), request, response, callback);
    return true;
  }

  static void write(Failure failure, Request request, Response response, Callback callback) {
    FailureBody body =
        FailureBody.of(
            failure,
            request.getMethod(),
            Optional.ofNullable(request.getHttpURI().getPath()).orElse(""),
            request.getHeaders().getValuesList(HttpHeader.ACCEPT));
    response.setStatus(failure.status());
    SecurityHeaders.putInto(response.getHeaders()); // What can't be read meets no customizer.
    failure.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.VARY, HttpHeader.ACCEPT.asString());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, body.contentType());
    response.write(true, ByteBuffer.wrap(body.bytes()), callback);
  }

  private static int status(Request request, Response response) {
    return request.getAttribute(ERROR_EXCEPTION) instanceof HttpException refused
        ? refused.getCode()
        : response.getStatus();
  }

  private static Failure of(int status) {
    return switch (status) {
      case 404 -> Failure.NOT_FOUND;
      case 408 -> Failure.unreadable(408, "The request did not arrive in time.");
      case 414 -> Failure.unreadable(414, "The address of the request is too long.");
      case 431 -> Failure.unreadable(431, "The headers of the request are too large.");
      case 500 -> Failure.INTERNAL;
      case 503 -> Failure.STOPPING;
      // Among them a version or an encoding that nobody knows: the client's fault, not ours.
      default -> Failure.invalid("The request could not be read.");
    };
  }
}
