package boxoffice.http;

/** The address of the HTTP server can't be had. */
public final class CannotListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListenException(HttpSettings settings, Throwable cause) {
    super(
        "Cannot listen on %s port %d: %s. Give another HOST or PORT, or end what listens there."
            .formatted(settings.host(), settings.port(), reason(cause)),
        cause);
  }

  /** The deepest cause speaks of the address; what lies above it speaks of libraries. */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    if (cause != null) {
      return reason(cause);
    }
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
