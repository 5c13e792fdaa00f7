package boxoffice.auth;

/** What is made of a token. */
public sealed interface Verdict {
  /** It is good, and names this one. */
  record Accepted(Identity identity) implements Verdict {}

  /** It is not good, or nobody knows. */
  record Rejected(Rejection why) implements Verdict {}
}
