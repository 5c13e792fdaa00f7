package boxoffice.http;

import java.util.Map;

/** What a request is answered: a status, headers and a body, which is JSON but for plain text. */
sealed interface Answer permits Answer.Success, Answer.Text, Failure {
  int status();

  Map<String, String> headers();

  /** The answer to a request that was carried out, or to a question about health. */
  record Success(int status, Map<String, String> headers, Object body) implements Answer {}

  /** Figures, in the form that the asker reads. */
  record Text(String contentType, String text) implements Answer {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Vary", "Accept");
    }
  }

  static Answer ok(Object body) {
    return new Success(200, Map.of(), body);
  }

  static Answer created(String location, Object body) {
    return new Success(201, Map.of("Location", location), body);
  }
}
