package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFormatTest {
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.000001Z");

  @Test
  void aChangeIsReadAsItWasWritten() {
    var plain = new Reservation(33, 1, 7, Status.CONFIRMED, CREATED, CREATED);
    var keyed =
        new Reservation(
            33, 1, 7, Status.CANCELLED, CREATED, CREATED.plusSeconds(1), Optional.of("digest"));
    for (Reservation change : new Reservation[] {plain, keyed}) {
      assertEquals(change, ChangeFormat.read("33", ChangeFormat.write(change)));
    }
    assertEquals("CONFIRMED 1 7 1767323045000001 1767323045000001", ChangeFormat.write(plain));
  }

  /** Else it would be written back with one. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "  x"})
  void anEmptyWordIsNoDigest(String behind) {
    Reservation change = ChangeFormat.read("33", "CONFIRMED 1 7 5 5" + behind);
    assertEquals(Optional.empty(), change.keyDigest());
    assertEquals(change, ChangeFormat.read("33", ChangeFormat.write(change)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "CONFIRMED", "CONFIRMED 1 7 5", "LOST 1 7 5 5", "CONFIRMED 1 x 5 5"})
  void whatIsNoChangeIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ChangeFormat.read("33", text));
  }
}
