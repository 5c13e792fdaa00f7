package boxoffice.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Turns away at the door what would change something and would find no room inside. In an overload
 * most requests are turned away, and what that costs is missing where the others are served: here
 * it costs least, before anything is looked at. {@link Admission} by itself would do, only later.
 */
final class Doorkeeper extends Handler.Wrapper {
  private final Admission admission;

  Doorkeeper(Admission admission) {
    this.admission = admission;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (HttpMethod.GET.is(request.getMethod())
        || HttpMethod.HEAD.is(request.getMethod())
        || !admission.isFull()) {
      return super.handle(request, response, callback);
    }
    JettyFailures.write(admission.refuse(), request, response, callback);
    return true;
  }
}
