package boxoffice.reservation;

/** What a reservation is. It starts CONFIRMED and may become CANCELLED; nothing brings it back. */
public enum Status {
  CONFIRMED,
  CANCELLED
}
