package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.ALREADY_CANCELLED;
import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.DONE;
import static boxoffice.chaos.Call.Outcome.UNAVAILABLE;
import static boxoffice.chaos.Call.Outcome.UNKNOWN;
import static boxoffice.chaos.CheckedHistory.assertBroken;
import static boxoffice.chaos.CheckedHistory.assertHonest;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowCheckTest {
  private static HistoryBuilder history() {
    return new HistoryBuilder(10);
  }

  @Test
  void whatWasToldIsInTheBooks() {
    assertHonest(history().reserve(1, 2, 5, DONE, 161).row(161, 5, true));
  }

  @Test
  void aToldReservationWithoutARowIsLost() {
    assertBroken(
        "P2",
        1,
        history().reserve(1, 2, 5, DONE, 161).reserve(3, 4, 6, DONE, 177).row(177, 6, true));
  }

  @Test
  void aReservationThatWasToldOnlyOnAskingAgainIsLostToo() {
    assertBroken(
        "P2",
        1,
        history().reserve(1, 2, 5, UNAVAILABLE, 0).reserve(3, 4, 5, ALREADY_RESERVED, 161));
  }

  @Test
  void aReservationThatNobodyCancelledIsKept() {
    assertBroken("P2", 1, history().reserve(1, 2, 5, DONE, 161).row(161, 5, false));
  }

  @Test
  void aCancelOfUnknownOutcomeMayOrMayNotHaveBeenDone() {
    for (boolean confirmed : List.of(true, false)) {
      assertHonest(
          history()
              .reserve(1, 2, 5, DONE, 161)
              .cancel(3, 4, 5, 161, UNAVAILABLE)
              .row(161, 5, confirmed));
    }
  }

  @Test
  void aCancelledReservationIsCancelledInTheBooks() {
    assertHonest(
        history().reserve(1, 2, 5, DONE, 161).cancel(3, 4, 5, 161, DONE).row(161, 5, false));
    assertBroken(
        "P6",
        2,
        history().reserve(1, 2, 5, DONE, 161).cancel(3, 4, 5, 161, DONE).row(161, 5, true));
  }

  @Test
  void aCancelThatWasToldOnAskingAgainIsInTheBooks() {
    assertBroken(
        "P6",
        3,
        history()
            .reserve(1, 2, 5, DONE, 161)
            .cancel(3, 4, 5, 161, UNAVAILABLE)
            .cancel(5, 6, 5, 161, ALREADY_CANCELLED)
            .row(161, 5, true));
  }

  @Test
  void aRowWithoutARequestIsAPhantom() {
    assertBroken("P3", 0, history().row(161, 5, true));
  }

  @Test
  void aRequestOfUnknownOutcomeExplainsOneRow() {
    assertHonest(history().reserve(1, 2, 5, UNKNOWN, 0).stall(0, 1, 2).row(161, 5, true));
    assertBroken(
        "P3",
        2,
        history()
            .reserve(1, 2, 5, UNAVAILABLE, 0)
            .cancel(3, 4, 5, 161, UNAVAILABLE)
            .row(161, 5, false)
            .row(177, 5, true));
  }

  @Test
  void oneIdBelongsToOneUser() {
    List<Violation> found =
        Checker.check(
            history()
                .reserve(1, 2, 5, DONE, 161)
                .reserve(3, 4, 6, DONE, 161)
                .row(161, 5, true)
                .build());

    assertEquals(List.of("P2", "P2"), found.stream().map(Violation::promise).toList());
    assertEquals(2, found.getFirst().evidence().size());
  }

  @Test
  void twoRowsOfOneReservationAreOneTooMany() {
    var history = history().reserve(1, 2, 5, DONE, 161).row(161, 5, true).row(161, 5, true);

    assertBroken("P2", 0, history);
  }
}
