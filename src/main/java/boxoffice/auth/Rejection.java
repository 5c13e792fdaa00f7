package boxoffice.auth;

/** Why somebody is not let in. */
public enum Rejection {
  /** They showed none. */
  NO_TOKEN,
  /** What they showed is no signed JWT. */
  MALFORMED,
  /** Nobody whom we believe has signed it, or by no algorithm that we believe. */
  WRONG_SIGNATURE,
  /** It was good once. */
  EXPIRED,
  /** It is another's, for another, from another time, or lacks what every token has. */
  WRONG_CLAIMS,
  /** It names neither an operator nor the id of a user. */
  WRONG_SUBJECT,
  /** The keys to check it with can't be had now, so nobody knows whether it is good. */
  NO_KEYS,
  /** It is good, and what was asked for takes an operator's. */
  NOT_OPERATOR
}
