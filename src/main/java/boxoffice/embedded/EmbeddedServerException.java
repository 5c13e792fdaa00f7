package boxoffice.embedded;

/** An embedded server can't run; the message is one sentence that says what to do about it. */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedServerException(String sentence) {
    super(sentence);
  }

  EmbeddedServerException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
