package boxoffice.reservation;

/** What became of a request to try a failed write again. */
public sealed interface RetryOutcome {
  /** Its row is right. */
  record Saved() implements RetryOutcome {}

  /** PostgreSQL refused it once more, and said why. It stays in the table. */
  record StillRefused(String error) implements RetryOutcome {}

  /** No failed write has this reservation; it may have been saved meanwhile. */
  record NotFound() implements RetryOutcome {}
}
