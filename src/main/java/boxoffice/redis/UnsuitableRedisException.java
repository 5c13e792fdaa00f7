package boxoffice.redis;

/** This Redis can't be used at all; waiting does not help. The message names the setting. */
public final class UnsuitableRedisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsuitableRedisException(String message) {
    super(message);
  }
}
