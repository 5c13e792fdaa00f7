package boxoffice.redis;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Instant;

/**
 * A change as the journal keeps it: {@code CONFIRMED event user created modified}, times in
 * microseconds since 1970.
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
        + micros(change.modifiedAt());
  }

  static Reservation read(String reservationId, String change) {
    String[] words = change.split(" ");
    Instant created = instant(Long.parseLong(words[3]));
    // One object for both where they are the same: a million may be held.
    Instant modified = words[4].equals(words[3]) ? created : instant(Long.parseLong(words[4]));
    return new Reservation(
        Long.parseLong(reservationId),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Status.valueOf(words[0]),
        created,
        modified);
  }

  static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
