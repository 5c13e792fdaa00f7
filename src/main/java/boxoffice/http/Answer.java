package boxoffice.http;

import java.util.Map;

/** What a request is answered: a status, headers and a body that becomes JSON. */
sealed interface Answer permits Answer.Success, Failure {
  int status();

  Map<String, String> headers();

  /** The answer to a request that was carried out, or to a question about health. */
  record Success(int status, Map<String, String> headers, Object body) implements Answer {}

  static Answer ok(Object body) {
    return new Success(200, Map.of(), body);
  }

  static Answer created(String location, Object body) {
    return new Success(201, Map.of("Location", location), body);
  }
}
