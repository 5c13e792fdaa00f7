package boxoffice.reservation;

/** What became of a request to cancel. */
public enum CancelOutcome {
  /** The ticket is free again. */
  CANCELLED,
  /** It had been cancelled before; its ticket was freed then. */
  ALREADY_CANCELLED,
  /** There never was such a reservation. */
  NOT_FOUND
}
