package boxoffice.http;

/** Ends the reading of a request that can't be carried out. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  Refusal(Failure failure) {
    // A client's mistake needs no stack trace, and filling one in would cost more than the answer.
    super(failure.sentence(), null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
