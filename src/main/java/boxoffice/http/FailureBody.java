package boxoffice.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A failure as it goes over the wire.
 *
 * @param contentType problem details of RFC 9457, if that is what the client reads, else plain JSON
 */
record FailureBody(String contentType, byte[] bytes) {

  static FailureBody of(Failure failure, String accept, String sentenceMember) {
    return AcceptHeader.prefersProblem(accept)
        ? new FailureBody("application/problem+json", Json.write(problem(failure)))
        : new FailureBody("application/json", Json.write(plain(failure, sentenceMember)));
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
