package boxoffice.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;

/** Puts an answer into the response. */
final class AnswerWriter {
  private AnswerWriter() {}

  static void write(Context ctx, Answer answer) {
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    switch (answer) {
      case Answer.Success success ->
          ctx.contentType("application/json").result(Json.write(success.body()));
      case Failure failure -> {
        List<String> accept = Collections.list(ctx.req().getHeaders("Accept"));
        FailureBody body = FailureBody.of(failure, ctx.req().getMethod(), ctx.path(), accept);
        ctx.header("Vary", "Accept").contentType(body.contentType()).result(body.bytes());
      }
    }
  }
}
