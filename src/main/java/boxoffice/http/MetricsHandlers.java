package boxoffice.http;

import io.javalin.http.Context;
import java.util.Collections;

/** Answers those who collect figures. */
final class MetricsHandlers {
  private final MetricsSource source;

  MetricsHandlers(MetricsSource source) {
    this.source = source;
  }

  Answer read(Context ctx, byte[] body) {
    var accept = String.join(",", Collections.list(ctx.req().getHeaders("Accept")));
    MetricsSource.Exposition figures = source.read(accept);
    return new Answer.Text(figures.contentType(), figures.text());
  }
}
