package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.DONE;
import static boxoffice.chaos.Call.Outcome.UNAVAILABLE;
import static boxoffice.chaos.CheckedHistory.assertBroken;
import static boxoffice.chaos.CheckedHistory.assertHonest;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CreationCheckTest {
  private static HistoryBuilder created() {
    return new HistoryBuilder(10).create(1, 2, "k", DONE, 7);
  }

  @Test
  void eachWhoAsksIsToldOfTheSame() {
    assertHonest(
        created()
            .create(3, 4, "k", DONE, 7)
            .create(5, 6, "l", DONE, 8)
            .created("k", 7)
            .created("l", 8));
  }

  @Test
  void aRepeatCreatesNothing() {
    History history = created().create(3, 4, "k", DONE, 8).created("k", 7).created("k", 8).build();

    assertEquals(
        List.of("P9", "P3"), Checker.check(history).stream().map(Violation::promise).toList());
  }

  @Test
  void whatWasToldIsThere() {
    assertBroken("P2", 1, created());
  }

  @Test
  void anUnknownOutcomeCreatesItOnceOrNot() {
    var unknown = new HistoryBuilder(10).create(1, 2, "k", UNAVAILABLE, 0);
    assertHonest(unknown);
    assertHonest(unknown.create(3, 4, "k", UNAVAILABLE, 0).created("k", 7));
    assertBroken("P3", 2, unknown.created("k", 8));
  }
}
