package boxoffice.chaos;

/**
 * When a reservation held its ticket: for certain strictly between two instants, and possibly from
 * one to another, both included.
 *
 * @param told the request that was told of it first, or where nobody was told, a request that may
 *     have made it
 */
record Holding(Call told, long certainFrom, long certainTo, long possibleFrom, long possibleTo) {
  static final long EVER = Long.MAX_VALUE;

  boolean isCertainAt(long instant) {
    return certainFrom < instant && instant < certainTo;
  }
}
