package boxoffice.redis;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
    Instant created = instant(words[3]);
    // One object for both where they are the same: a million may be held.
    Instant modified = words[4].equals(words[3]) ? created : instant(words[4]);
    return new Reservation(
        Long.parseLong(reservationId),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Status.valueOf(words[0]),
        created,
        modified);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(String micros) {
    return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }
}
