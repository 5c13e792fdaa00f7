package boxoffice;

/**
 * The service can't start with these settings. The message names each that is wrong, and is all
 * that an operator needs to see.
 */
final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message);
  }
}
