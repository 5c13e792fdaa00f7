package boxoffice.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Hides from Javalin the request headers by which it would do something else than the request line
 * says: turn a POST into a DELETE, or answer for a web socket that we don't have.
 */
final class PlainRequests implements HttpConfiguration.Customizer {
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
  private static final String WEB_SOCKET = "Sec-WebSocket-Version";

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    SecurityHeaders.putInto(responseHeaders);
    if (!request.getHeaders().contains(METHOD_OVERRIDE)
        && !request.getHeaders().contains(WEB_SOCKET)) {
      return request;
    }
    HttpFields shown =
        HttpFields.from(
            request.getHeaders().stream()
                .filter(field -> !field.getName().equalsIgnoreCase(METHOD_OVERRIDE))
                .filter(field -> !field.getName().equalsIgnoreCase(WEB_SOCKET))
                .toArray(HttpField[]::new));
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return shown;
      }
    };
  }
}
