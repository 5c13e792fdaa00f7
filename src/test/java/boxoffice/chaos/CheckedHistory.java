package boxoffice.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** What a test says about a history. */
final class CheckedHistory {
  private CheckedHistory() {}

  static void assertHonest(HistoryBuilder history) {
    assertEquals(List.of(), Checker.check(history.build()));
  }

  /** That one promise is broken, shown by that many calls. */
  static void assertBroken(String promise, int evidence, HistoryBuilder history) {
    assertBroken(promise, evidence, history.build());
  }

  static void assertBroken(String promise, int evidence, History history) {
    List<Violation> found = Checker.check(history);
    assertEquals(
        List.of(promise), found.stream().map(Violation::promise).toList(), found::toString);
    assertEquals(evidence, found.getFirst().evidence().size(), found::toString);
  }
}
