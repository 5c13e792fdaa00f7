package boxoffice.reservation;

/** What became of a request to change an event. */
public sealed interface UpdateEventOutcome {
  record Updated(Event event) implements UpdateEventOutcome {}

  /** More tickets are confirmed than the new total has. Nothing was changed. */
  record BelowConfirmed(int confirmed) implements UpdateEventOutcome {}

  record NotFound() implements UpdateEventOutcome {}
}
