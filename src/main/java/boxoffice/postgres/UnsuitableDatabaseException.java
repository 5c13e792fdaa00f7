package boxoffice.postgres;

/** This database can't be used at all; waiting does not help. The message names the setting. */
public final class UnsuitableDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsuitableDatabaseException(String message) {
    super(message);
  }
}
