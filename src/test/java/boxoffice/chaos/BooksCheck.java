package boxoffice.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** P5: the books balance, and nothing is left on its way. And P1, in the books. */
final class BooksCheck {
  private BooksCheck() {}

  static List<Violation> check(History history) {
    History.Books books = history.books();
    List<Violation> found = new ArrayList<>();
    if (books.unsaved() != 0) {
      found.add(violation("P5", books.unsaved() + " changes are still unsaved"));
    }
    if (books.failedWrites() != 0) {
      found.add(violation("P5", books.failedWrites() + " writes are still refused"));
    }
    Map<Long, Long> confirmed =
        books.rows().stream()
            .filter(History.Row::confirmed)
            .collect(Collectors.groupingBy(History.Row::eventId, Collectors.counting()));
    for (History.EventBooks event : books.events()) {
      check(event, confirmed.getOrDefault(event.eventId(), 0L), found);
    }
    return found;
  }

  private static void check(History.EventBooks event, long confirmed, List<Violation> found) {
    if (confirmed > event.total()) {
      found.add(violation("P1", confirmed + " are confirmed of " + event));
    }
    if (event.available() + confirmed != event.total()) {
      found.add(violation("P5", confirmed + " are confirmed of " + event));
    }
    for (long answered : event.answered()) {
      if (answered != event.available()) {
        found.add(violation("P5", "an instance does not answer what is left of " + event));
        return;
      }
    }
  }

  private static Violation violation(String promise, String sentence) {
    return new Violation(promise, "At the end, " + sentence, List.of());
  }
}
