package boxoffice.reservation;

/**
 * PostgreSQL refused a lower total only because it does not have the newest cancels yet. It will
 * have them in a moment.
 */
public final class NotCaughtUpException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  public NotCaughtUpException(String message, Throwable cause) {
    super(message, cause);
  }
}
