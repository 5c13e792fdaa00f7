package boxoffice.auth;

/** Whom a token names. */
public sealed interface Identity {
  /** The {@code sub} of the token: whoever issues tokens knows who that is. */
  String subject();

  /** Somebody who may reserve for themselves. */
  record Buyer(long userId, String subject) implements Identity {}

  /** Somebody who runs the service. */
  record Operator(String subject) implements Identity {}
}
