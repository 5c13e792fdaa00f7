package boxoffice.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Hides from Javalin the request headers by which it would do something else than the request line
 * says: turn a POST into a DELETE, or answer for a web socket that we don't have.
 */
final class PlainRequests implements HttpConfiguration.Customizer {
  private static final List<String> HIDDEN =
      List.of("X-HTTP-Method-Override", "Sec-WebSocket-Version");

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    // What we answer is true at this instant only.
    responseHeaders.put(HttpHeader.CACHE_CONTROL, "no-store");
    if (HIDDEN.stream().noneMatch(request.getHeaders()::contains)) {
      return request;
    }
    HttpFields shown =
        HttpFields.from(
            request.getHeaders().stream()
                .filter(field -> HIDDEN.stream().noneMatch(field.getName()::equalsIgnoreCase))
                .toArray(HttpField[]::new));
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return shown;
      }
    };
  }
}
