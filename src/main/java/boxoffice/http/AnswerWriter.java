package boxoffice.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.regex.Pattern;

/** Puts an answer into the response. */
final class AnswerWriter {
  private static final Pattern RESERVATIONS_OF_AN_EVENT =
      Pattern.compile("/events/[^/]+/reservations");

  private AnswerWriter() {}

  static void write(Context ctx, Answer answer) {
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    switch (answer) {
      case Answer.Success success ->
          ctx.contentType("application/json").result(Json.write(success.body()));
      case Failure failure -> {
        String accept = String.join(",", Collections.list(ctx.req().getHeaders("Accept")));
        FailureBody body = FailureBody.of(failure, accept, sentenceMember(ctx));
        ctx.header("Vary", "Accept").contentType(body.contentType()).result(body.bytes());
      }
    }
  }

  /** Reserving has said {@code error} from the start, everything else {@code message}. */
  private static String sentenceMember(Context ctx) {
    boolean reserving =
        ctx.req().getMethod().equals("POST")
            && RESERVATIONS_OF_AN_EVENT.matcher(ctx.path()).matches();
    return reserving ? "error" : "message";
  }
}
