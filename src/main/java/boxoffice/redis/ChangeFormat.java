package boxoffice.redis;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * A change as the journal keeps it: {@code CONFIRMED event user created modified}, times in
 * microseconds since 1970. One that was made with a key has its digest as a sixth word; entries
 * without it are from requests without a key, and from versions that knew none.
 */
final class ChangeFormat {
  private ChangeFormat() {}

  static String write(Reservation change) {
    return change.status().name()
        + ' '
        + change.eventId()
        + ' '
        + change.userId()
        + ' '
        + micros(change.createdAt())
        + ' '
        + micros(change.modifiedAt())
        + digestBehind(change.keyDigest());
  }

  /** A reservation as the holders of an event have it: its id, and the digest of its key. */
  static String holding(long reservationId, Optional<String> keyDigest) {
    return reservationId + digestBehind(keyDigest);
  }

  private static String digestBehind(Optional<String> keyDigest) {
    return keyDigest.isEmpty() ? "" : ' ' + keyDigest.get();
  }

  /**
   * @throws IllegalArgumentException if it is no change, which only another's hand can have written
   */
  static Reservation read(String reservationId, String change) {
    String[] words = change.split(" ");
    if (words.length < 5) {
      throw new IllegalArgumentException("not a change: " + change);
    }
    Instant created = instant(Long.parseLong(words[3]));
    // One object for both where they are the same: a million may be held.
    Instant modified = words[4].equals(words[3]) ? created : instant(Long.parseLong(words[4]));
    return new Reservation(
        Long.parseLong(reservationId),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Status.valueOf(words[0]),
        created,
        modified,
        words.length > 5 && !words[5].isEmpty() ? Optional.of(words[5]) : Optional.empty());
  }

  static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
