package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.BELOW_CONFIRMED;
import static boxoffice.chaos.Call.Outcome.DONE;
import static boxoffice.chaos.Call.Outcome.SOLD_OUT;
import static boxoffice.chaos.Call.Outcome.UNAVAILABLE;
import static boxoffice.chaos.CheckedHistory.assertBroken;
import static boxoffice.chaos.CheckedHistory.assertHonest;

import org.junit.jupiter.api.Test;

class EventCheckTest {
  /** The only ticket, sold and cancelled again. */
  private static HistoryBuilder soldAndFreed() {
    return new HistoryBuilder(1)
        .reserve(1, 2, 5, DONE, 161)
        .cancel(11, 12, 5, 161, DONE)
        .row(161, 5, false);
  }

  @Test
  void aFreedTicketIsSoldAgain() {
    assertHonest(soldAndFreed().reserve(12, 13, 6, DONE, 177).row(177, 6, true));
  }

  @Test
  void aTicketIsNotSoldTwiceAtATime() {
    assertBroken("P1", 2, soldAndFreed().reserve(3, 4, 6, DONE, 177).row(177, 6, true));
  }

  @Test
  void soldOutIsHonestWhileTheTicketMayBeHeld() {
    assertHonest(
        soldAndFreed()
            .reserve(1, 3, 6, SOLD_OUT, 0)
            .reserve(5, 6, 7, SOLD_OUT, 0)
            .reserve(12, 13, 8, SOLD_OUT, 0));
  }

  @Test
  void soldOutIsDishonestBeforeAndAfter() {
    assertBroken("P7", 1, soldAndFreed().reserve(-1, 0, 6, SOLD_OUT, 0));
    assertBroken("P7", 1, soldAndFreed().reserve(13, 14, 6, SOLD_OUT, 0));
  }

  @Test
  void aRequestThatMadeNothingExplainsNoSoldOut() {
    var history =
        new HistoryBuilder(1).reserve(1, 9, 5, UNAVAILABLE, 0).reserve(3, 4, 6, SOLD_OUT, 0);

    assertBroken("P7", 1, history);
    assertHonest(history.row(161, 5, true));
  }

  @Test
  void aReadCountsWhatWasAnsweredBefore() {
    assertHonest(soldAndFreed().left(1, 2, 0).left(1, 2, 1).left(3, 4, 0).left(13, 14, 1));
    assertBroken("P8", 1, soldAndFreed().left(3, 4, 1));
    assertBroken("P8", 1, soldAndFreed().left(13, 14, 0));
  }

  @Test
  void aRaisedTotalIsSoldFromWhenItMayBeInForce() {
    var raised = soldAndFreed().setTotal(4, 8, 2, DONE).row(177, 6, true);

    assertHonest(raised.reserve(5, 6, 6, DONE, 177).left(5, 6, 0).left(7, 7, 0).left(9, 9, 0));
    assertBroken("P8", 1, raised.left(9, 10, 1));
  }

  @Test
  void aTotalOfUnknownOutcomeMayOrMayNotBeInForce() {
    assertHonest(
        soldAndFreed()
            .setTotal(4, 8, 2, UNAVAILABLE)
            .left(9, 9, 0)
            .left(9, 9, 1)
            .reserve(9, 10, 7, SOLD_OUT, 0));
  }

  @Test
  void aReplacedTotalIsNoLongerInForce() {
    var history =
        new HistoryBuilder(1).setTotal(1, 2, 5, UNAVAILABLE).setTotal(3, 4, 3, DONE).left(5, 6, 3);

    assertHonest(history);
    assertBroken("P8", 1, history.left(5, 6, 5));
  }

  @Test
  void aLowerTotalIsRefusedOnlyIfMoreMayBeHeld() {
    var history =
        new HistoryBuilder(3)
            .reserve(1, 2, 5, DONE, 161)
            .reserve(3, 4, 6, DONE, 177)
            .row(161, 5, true)
            .row(177, 6, true)
            .setTotal(5, 6, 1, BELOW_CONFIRMED);

    assertHonest(history);
    assertBroken("P8", 1, history.setTotal(7, 8, 2, BELOW_CONFIRMED));
  }
}
