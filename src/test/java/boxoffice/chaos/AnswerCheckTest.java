package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.NONSENSE;
import static boxoffice.chaos.Call.Outcome.NOT_FOUND;
import static boxoffice.chaos.Call.Outcome.UNAVAILABLE;
import static boxoffice.chaos.Call.Outcome.UNKNOWN;
import static boxoffice.chaos.CheckedHistory.assertBroken;
import static boxoffice.chaos.CheckedHistory.assertHonest;

import org.junit.jupiter.api.Test;

class AnswerCheckTest {
  private static final long MILLIS = 1_000_000;

  private static HistoryBuilder answeredAfter(long millis, Call.Outcome outcome) {
    return new HistoryBuilder(1).reserve(0, millis * MILLIS, 5, outcome, 0);
  }

  @Test
  void anAnswerIsThereWithinTwoSeconds() {
    assertHonest(answeredAfter(2_250, UNAVAILABLE));
    assertBroken("P10", 1, answeredAfter(2_251, UNAVAILABLE));
  }

  @Test
  void aStallDoesNotCount() {
    assertHonest(answeredAfter(4_000, UNAVAILABLE).stall(0, -1, 1_800 * MILLIS));
    assertHonest(
        answeredAfter(4_000, UNAVAILABLE)
            .stall(-1, 3_000 * MILLIS, 5_000 * MILLIS)
            .stall(0, 1_000 * MILLIS, 1_800 * MILLIS));
  }

  @Test
  void overlappingStallsCountOnce() {
    assertBroken(
        "P10",
        1,
        answeredAfter(4_000, UNAVAILABLE)
            .stall(0, 0, 1_000 * MILLIS)
            .stall(-1, 500 * MILLIS, 1_200 * MILLIS));
  }

  @Test
  void aStallOfAnotherInstanceIsNoExcuse() {
    assertBroken("P10", 1, answeredAfter(4_000, UNAVAILABLE).stall(1, 0, 4_000 * MILLIS));
    assertBroken("P10", 1, answeredAfter(1, UNKNOWN).stall(1, 0, 4_000 * MILLIS));
  }

  @Test
  void noAnswerIsExcusedByAStallOnly() {
    assertHonest(answeredAfter(9_000, UNKNOWN).stall(0, 8_000 * MILLIS, 9_500 * MILLIS));
    assertBroken("P10", 1, answeredAfter(1, UNKNOWN));
  }

  @Test
  void nonsenseIsNoAnswer() {
    assertBroken("P10", 1, answeredAfter(1, NONSENSE));
    assertBroken("P10", 1, answeredAfter(1, NOT_FOUND));
  }
}
