package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.fuzz.Inputs;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a script answered is taken for what its words say. The input is the words, a line each; one
 * that begins with # is a number.
 */
final class AnswerFuzz {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Request REQUEST =
      Request.reserve(
          1, 7, 33, Optional.of("a-digest-of-a-key-here"), Deadline.after(Duration.ofHours(1)));

  private AnswerFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    List<Object> words = new ArrayList<>();
    for (String line : Inputs.lines(Inputs.text(input))) {
      words.add(line.matches("#-?[0-9]{1,18}") ? Long.valueOf(line.substring(1)) : line);
    }
    Optional<Answer> answer = read(words);
    answer.ifPresent(one -> check(one, words));
    if (words.size() == 1) {
      assertEquals(answer, read(words.getFirst()), "a word, and a list of it");
    }
  }

  /** Empty where it was refused, by whatever exception: whoever reads it takes all alike. */
  private static Optional<Answer> read(Object words) {
    try {
      return Optional.of(Answer.read(words, REQUEST, NOW));
    } catch (RuntimeException refused) {
      return Optional.empty();
    }
  }

  private static void check(Answer answer, List<Object> words) {
    assertEquals(words.getFirst(), name(answer));
    switch (answer) {
      case Answer.AlreadyReserved(long id, var unsaved) -> check(id, unsaved, words);
      case Answer.Repeated(long id, var unsaved) -> check(id, unsaved, words);
      case Answer.Unsaved(Reservation change, String event) -> {
        check(change.id(), Optional.of(change), words);
        assertEquals(words.get(3), event);
      }
      case Answer.OnSale(String name, int total, int available) -> {
        assertEquals(words.get(1), name);
        assertEquals(words.get(2), (long) total);
        assertEquals(words.get(3), (long) available);
      }
      case Answer.NotLoaded(long event) -> assertEquals(number(words.get(1)), event);
      case Answer.Refused(String error) -> assertEquals(words.get(1), error);
      case Answer.Reserved(Reservation change) -> assertEquals(REQUEST.reservedAt(NOW), change);
      case Answer.Cancelled(Reservation change) -> assertEquals(REQUEST.cancelledAt(NOW), change);
      default -> assertTrue(answer.acknowledged().isEmpty());
    }
  }

  private static void check(long id, Optional<Reservation> change, List<Object> words) {
    assertEquals(number(words.get(1)), id);
    assertEquals(((String) words.get(2)).isEmpty(), change.isEmpty());
    change.ifPresent(one -> assertEquals(id, one.id()));
  }

  private static long number(Object word) {
    return Long.parseLong((String) word);
  }

  private static String name(Answer answer) {
    return switch (answer) {
      case Answer.OnSale _ -> "EVENT";
      default ->
          answer
              .getClass()
              .getSimpleName()
              .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
              .toUpperCase(Locale.ROOT);
    };
  }
}
