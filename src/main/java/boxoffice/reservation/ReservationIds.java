package boxoffice.reservation;

/** Hands out reservation ids, each once. */
public interface ReservationIds {
  /**
   * A new id in this partition.
   *
   * @throws UnavailableException when none is in reserve and PostgreSQL gives no more
   */
  long next(int partition);
}
