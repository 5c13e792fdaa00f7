package boxoffice.http;

/** Who may use a route. Where no tokens are asked for, everybody may use all. */
enum Access {
  /** Nobody is asked who they are. */
  EVERYBODY,
  /** Whoever has a good token: buyers for themselves, operators for all. */
  BUYERS,
  OPERATORS
}
