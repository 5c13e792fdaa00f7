package boxoffice.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A failure as it goes over the wire.
 *
 * @param contentType problem details of RFC 9457, if that is what the client reads, else plain JSON
 */
record FailureBody(String contentType, ObjectNode json) {

  private static final Pattern RESERVATIONS_OF_AN_EVENT =
      Pattern.compile("/events/[^/]+/reservations");

  static FailureBody of(Failure failure, String method, String path, List<String> accept) {
    return AcceptHeader.prefersProblem(String.join(",", accept))
        ? new FailureBody("application/problem+json", problem(failure))
        : new FailureBody("application/json", plain(failure, sentenceMember(method, path)));
  }

  byte[] bytes() {
    return Json.write(json);
  }

  /** Reserving says {@code error}, everything else {@code message}. */
  private static String sentenceMember(String method, String path) {
    return method.equals("POST") && RESERVATIONS_OF_AN_EVENT.matcher(path).matches()
        ? "error"
        : "message";
  }

  private static ObjectNode plain(Failure failure, String sentenceMember) {
    ObjectNode body = Json.newObject();
    body.put(sentenceMember, failure.sentence());
    return withDetails(body, failure);
  }

  private static ObjectNode problem(Failure failure) {
    String words = failure.code().toLowerCase(Locale.ROOT);
    ObjectNode body = Json.newObject();
    body.put("type", "urn:boxoffice:problem:" + words.replace('_', '-'));
    body.put("title", failure.code().charAt(0) + words.substring(1).replace('_', ' '));
    body.put("status", failure.status());
    body.put("detail", failure.sentence());
    return withDetails(body, failure);
  }

  private static ObjectNode withDetails(ObjectNode body, Failure failure) {
    body.put("code", failure.code());
    failure.details().forEach(body::putPOJO);
    return body;
  }
}
