package boxoffice.reservation;

/**
 * A dependency did not answer in time, or may not be believed yet. For a decision it means that the
 * outcome is unknown to the caller but settled: the command ran already or never will, and asking
 * again tells which.
 */
public class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message) {
    super(message);
  }

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
