package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import boxoffice.reservation.Reservation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A change of the journal is read if it is five or six words of their kinds, and is written as it
 * was read. The input is the reservation's id and the change, a line each.
 */
final class ChangeFormatFuzz {
  private static final String NUMBER = "(0|-?[1-9][0-9]{0,17})";
  private static final Pattern ID = Pattern.compile(NUMBER);
  private static final Pattern CHANGE =
      Pattern.compile(
          "(CONFIRMED|CANCELLED) %1$s %1$s %1$s %1$s( [A-Za-z0-9_-]+)?".formatted(NUMBER));

  private ChangeFormatFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    List<String> lines = Inputs.lines(Inputs.text(input));
    if (lines.size() == 2) {
      check(lines.get(0), lines.get(1));
    }
  }

  private static void check(String id, String text) {
    Optional<Reservation> change = read(id, text);
    if (ID.matcher(id).matches() && CHANGE.matcher(text).matches()) {
      assertEquals(text, ChangeFormat.write(change.orElseThrow()));
      assertEquals(id, Long.toString(change.get().id()));
    }
    change.ifPresent(
        one -> assertEquals(Optional.of(one), read(id, ChangeFormat.write(one)), text));
  }

  private static Optional<Reservation> read(String id, String text) {
    try {
      return Optional.of(ChangeFormat.read(id, text));
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }
}
