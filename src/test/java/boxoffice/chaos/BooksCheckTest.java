package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.DONE;
import static boxoffice.chaos.CheckedHistory.assertBroken;
import static boxoffice.chaos.CheckedHistory.assertHonest;
import static boxoffice.chaos.HistoryBuilder.EVENT;

import java.util.List;
import org.junit.jupiter.api.Test;

class BooksCheckTest {
  private static HistoryBuilder oneSold() {
    return new HistoryBuilder(3).reserve(1, 2, 5, DONE, 161).row(161, 5, true);
  }

  private static History.EventBooks books(int available, Long... answered) {
    return new History.EventBooks(EVENT, 3, available, List.of(answered));
  }

  @Test
  void booksThatBalanceBreakNothing() {
    assertHonest(oneSold());
  }

  @Test
  void whatIsLeftAndWhatIsConfirmedMakeTheTotal() {
    assertBroken("P5", 0, oneSold().build(books(1, 1L), 0, 0));
  }

  @Test
  void everyInstanceAnswersWhatIsLeft() {
    assertBroken("P5", 0, oneSold().build(books(2, 2L, 1L), 0, 0));
  }

  @Test
  void nothingIsLeftRefusedOrUnsaved() {
    assertBroken("P5", 0, oneSold().build(books(2, 2L), 1, 0));
    assertBroken("P5", 0, oneSold().build(books(2, 2L), 0, 1));
  }
}
