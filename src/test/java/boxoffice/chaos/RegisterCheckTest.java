package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.ALREADY_CANCELLED;
import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.DONE;
import static boxoffice.chaos.Call.Outcome.NOT_FOUND;
import static boxoffice.chaos.Call.Outcome.SOLD_OUT;
import static boxoffice.chaos.Call.Outcome.UNAVAILABLE;
import static boxoffice.chaos.Call.Outcome.UNKNOWN;
import static boxoffice.chaos.CheckedHistory.assertBroken;
import static boxoffice.chaos.CheckedHistory.assertHonest;
import static boxoffice.chaos.HistoryBuilder.seen;

import org.junit.jupiter.api.Test;

class RegisterCheckTest {
  /** A user who reserved and was told. */
  private static HistoryBuilder reserved() {
    return new HistoryBuilder(10).reserve(1, 2, 5, DONE, 161);
  }

  private static HistoryBuilder unknown(Call.Outcome outcome) {
    return new HistoryBuilder(10).reserve(1, 4, 5, outcome, 0).stall(0, 1, 4);
  }

  @Test
  void aWholeLifeIsHonest() {
    assertHonest(
        reserved()
            .reserve(3, 4, 5, ALREADY_RESERVED, 161)
            .list(5, 6, 5, seen(161, true))
            .cancel(7, 8, 5, 161, DONE)
            .cancel(9, 10, 5, 161, ALREADY_CANCELLED)
            .read(11, 12, 5, 161, false)
            .reserve(13, 14, 5, DONE, 177)
            .list(15, 16, 5, seen(177, true), seen(161, false))
            .cancel(17, 18, 5, 999, NOT_FOUND)
            .row(161, 5, false)
            .row(177, 5, true));
  }

  @Test
  void twoReservationsAtOnceAreOneTooMany() {
    assertBroken(
        "P4",
        2,
        reserved()
            .list(3, 4, 5, seen(161, true))
            .reserve(5, 6, 5, DONE, 177)
            .cancel(7, 8, 5, 161, DONE)
            .row(161, 5, false)
            .row(177, 5, true));
  }

  @Test
  void aListMayNotShowTwoAtOnce() {
    assertBroken(
        "P4",
        4,
        reserved()
            .cancel(3, 6, 5, 161, DONE)
            .reserve(4, 7, 5, DONE, 177)
            .list(5, 8, 5, seen(161, true), seen(177, true))
            .row(161, 5, false)
            .row(177, 5, true));
  }

  @Test
  void aCancelledReservationDoesNotComeBack() {
    assertBroken(
        "P6",
        3,
        reserved()
            .cancel(3, 4, 5, 161, DONE)
            .read(5, 6, 5, 161, false)
            .reserve(7, 8, 5, ALREADY_RESERVED, 161)
            .row(161, 5, false));
  }

  @Test
  void aTicketIsFreedOnce() {
    assertBroken(
        "P6",
        3,
        reserved().cancel(3, 4, 5, 161, DONE).cancel(5, 6, 5, 161, DONE).row(161, 5, false));
  }

  @Test
  void askingAgainTellsTheSameId() {
    assertBroken("P9", 2, reserved().reserve(3, 4, 5, ALREADY_RESERVED, 177).row(161, 5, true));
  }

  @Test
  void aHolderIsNotToldSoldOut() {
    assertBroken(
        "P9",
        2,
        new HistoryBuilder(1)
            .reserve(1, 2, 5, DONE, 161)
            .reserve(3, 4, 5, SOLD_OUT, 0)
            .row(161, 5, true));
  }

  @Test
  void aReadSeesWhatWasAnsweredBefore() {
    assertBroken("P8", 2, reserved().notFound(3, 4, 5, 161).row(161, 5, true));
    assertBroken("P8", 2, reserved().list(3, 4, 5).row(161, 5, true));
    assertBroken("P8", 2, reserved().cancel(3, 4, 5, 161, NOT_FOUND).row(161, 5, true));
  }

  @Test
  void aReadSeesTheCancel() {
    assertBroken(
        "P6", 3, reserved().cancel(3, 4, 5, 161, DONE).read(5, 6, 5, 161, true).row(161, 5, false));
  }

  @Test
  void aReadMayMissWhatHappensMeanwhile() {
    assertHonest(
        new HistoryBuilder(10)
            .list(1, 4, 5)
            .reserve(2, 3, 5, DONE, 161)
            .cancel(5, 9, 5, 161, DONE)
            .read(6, 7, 5, 161, true)
            .row(161, 5, false));
  }

  @Test
  void anIdMayBeSeenBeforeItsAnswerArrives() {
    assertHonest(
        new HistoryBuilder(10)
            .reserve(1, 10, 5, DONE, 161)
            .reserve(2, 3, 5, ALREADY_RESERVED, 161)
            .cancel(4, 5, 5, 161, DONE)
            .row(161, 5, false));
  }

  @Test
  void anUnknownOutcomeResolvesByAskingAgain() {
    assertHonest(unknown(UNAVAILABLE).reserve(5, 6, 5, ALREADY_RESERVED, 161).row(161, 5, true));
    assertHonest(unknown(UNAVAILABLE).reserve(5, 6, 5, DONE, 161).row(161, 5, true));
  }

  @Test
  void aRequestWithoutAnAnswerMayBeCarriedOutLater() {
    assertHonest(
        unknown(UNKNOWN).list(5, 6, 5).reserve(7, 8, 5, ALREADY_RESERVED, 161).row(161, 5, true));
  }

  @Test
  void aRequestThatWasAnswered503TakesNothingLater() {
    assertBroken(
        "P9",
        3,
        unknown(UNAVAILABLE)
            .list(5, 6, 5)
            .reserve(7, 8, 5, ALREADY_RESERVED, 161)
            .row(161, 5, true));
  }

  @Test
  void aRequestThatWasAnswered503LeavesNoRowThatAListDidNotShow() {
    assertBroken("P3", 2, unknown(UNAVAILABLE).list(5, 6, 5).row(161, 5, true));
  }

  @Test
  void aCancelWithoutAnAnswerMayComeLateButNotTwice() {
    assertHonest(
        reserved()
            .stall(0, 3, 4)
            .cancel(3, 4, 5, 161, UNKNOWN)
            .read(5, 6, 5, 161, true)
            .cancel(7, 8, 5, 161, ALREADY_CANCELLED)
            .reserve(9, 10, 5, DONE, 177)
            .row(161, 5, false)
            .row(177, 5, true));
  }

  @Test
  void oneOfTwoUnknownRequestsMadeWhatIsFoundLater() {
    assertHonest(
        unknown(UNAVAILABLE)
            .reserve(2, 3, 5, UNAVAILABLE, 0)
            .list(5, 6, 5, seen(161, true))
            .cancel(7, 8, 5, 161, UNAVAILABLE)
            .reserve(9, 10, 5, UNAVAILABLE, 0)
            .row(161, 5, false)
            .row(177, 5, true));
  }
}
