package boxoffice.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an answer into the response. */
final class AnswerWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

  private AnswerWriter() {}

  static void write(Context ctx, Answer answer) {
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    switch (answer) {
      case Answer.Success success ->
          write(ctx.res(), "application/json", Json.write(success.body()));
      case Answer.Text(String contentType, String text) ->
          write(ctx.res(), contentType, text.getBytes(StandardCharsets.UTF_8));
      case Failure failure -> {
        List<String> accept = Collections.list(ctx.req().getHeaders("Accept"));
        FailureBody body = FailureBody.of(failure, ctx.req().getMethod(), ctx.path(), accept);
        ctx.header("Vary", "Accept");
        write(ctx.res(), body.contentType(), body.bytes());
      }
    }
  }

  /** Past Javalin, which would copy the body through a buffer that is much larger than it. */
  static void write(HttpServletResponse response, String contentType, byte[] body) {
    response.setContentType(contentType);
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
    } catch (IOException gone) {
      LOG.debug("there is nobody to answer", gone);
    }
  }
}
