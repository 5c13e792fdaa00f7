package boxoffice.reservation;

import java.time.Instant;
import java.util.Optional;

/**
 * One ticket of one event for one user, as it stood after its newest decision.
 *
 * <p>The same record is the change that is on its way to PostgreSQL: a change is the whole new
 * state of its reservation, so applying it twice is the same as applying it once.
 *
 * @param createdAt when Redis decided the sale, to the microsecond
 * @param modifiedAt when Redis decided the newest change, to the microsecond
 * @param keyDigest of the Idempotency-Key that the request brought which made it; its for life
 */
public record Reservation(
    long id,
    long eventId,
    long userId,
    Status status,
    Instant createdAt,
    Instant modifiedAt,
    Optional<String> keyDigest) {

  /** One that was made without a key. */
  public Reservation(
      long id, long eventId, long userId, Status status, Instant createdAt, Instant modifiedAt) {
    this(id, eventId, userId, status, createdAt, modifiedAt, Optional.empty());
  }

  /** This reservation, cancelled. */
  public Reservation cancelledAt(Instant when) {
    return new Reservation(id, eventId, userId, Status.CANCELLED, createdAt, when, keyDigest);
  }

  public boolean isConfirmed() {
    return status == Status.CONFIRMED;
  }

  /**
   * The one rule by which two accounts of the same reservation become one, wherever they meet:
   * CANCELLED beats CONFIRMED, never the reverse. It makes the order in which changes arrive
   * irrelevant.
   */
  public static Reservation merge(Reservation one, Reservation other) {
    if (one.id != other.id) {
      throw new IllegalArgumentException(
          "reservations " + one.id + " and " + other.id + " are not the same");
    }
    return one.isConfirmed() ? other : one;
  }
}
