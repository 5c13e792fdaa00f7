package boxoffice.chaos;

import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.DONE;
import static boxoffice.chaos.Call.Outcome.UNAVAILABLE;
import static boxoffice.chaos.Call.Outcome.UNKNOWN;
import static boxoffice.chaos.CheckedHistory.assertBroken;
import static boxoffice.chaos.CheckedHistory.assertHonest;
import static boxoffice.chaos.HistoryBuilder.seen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a register demands of reservations with keys, each rule kept and broken. */
class RegisterKeysTest {
  /** A user who reserved with a key and was told. */
  private static HistoryBuilder reserved() {
    return new HistoryBuilder(10).reserve(1, 2, 5, "mine", DONE, 161);
  }

  private static HistoryBuilder undecided(Call.Outcome outcome) {
    return new HistoryBuilder(10).reserve(1, 4, 5, "mine", outcome, 0).stall(0, 1, 4);
  }

  @Test
  void itsRepeatIsToldTheSame() {
    assertHonest(
        reserved()
            .reserve(3, 4, 5, "mine", DONE, 161)
            .reserve(5, 6, 5, "mine", DONE, 161)
            .row(161, 5, true));
    assertBroken(
        "P4",
        2,
        reserved().reserve(3, 4, 5, "mine", DONE, 177).row(161, 5, true).row(177, 5, true));
  }

  @Test
  void itsRepeatIsNotRefused() {
    assertBroken(
        "P9", 2, reserved().reserve(3, 4, 5, "mine", ALREADY_RESERVED, 161).row(161, 5, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"another", ""})
  void anyOtherRepeatIsRefused(String key) {
    assertHonest(reserved().reserve(3, 4, 5, key, ALREADY_RESERVED, 161).row(161, 5, true));
    assertBroken("P9", 2, reserved().reserve(3, 4, 5, key, DONE, 161).row(161, 5, true));
  }

  @Test
  void whatWasMadeWithoutAKeyIsNobodysRepeat() {
    for (String key : new String[] {"mine", ""}) {
      var history = new HistoryBuilder(10).reserve(1, 2, 5, DONE, 161).row(161, 5, true);
      assertBroken("P9", 2, history.reserve(3, 4, 5, key, DONE, 161));
    }
  }

  @Test
  void ofTwoAtOnceEitherMadeItButWithOneKey() {
    var atOnce = new HistoryBuilder(10).reserve(1, 4, 5, "mine", DONE, 161).row(161, 5, true);
    assertHonest(atOnce.reserve(2, 3, 5, "mine", DONE, 161));
    assertBroken("P9", 3, atOnce.reserve(2, 3, 5, "another", DONE, 161));
  }

  @Test
  void aRepeatAfterACancelMakesANewOne() {
    assertHonest(
        reserved()
            .cancel(3, 4, 5, 161, DONE)
            .reserve(5, 6, 5, "mine", DONE, 177)
            .reserve(7, 8, 5, "mine", DONE, 177)
            .row(161, 5, false)
            .row(177, 5, true));
    assertBroken(
        "P6",
        3,
        reserved()
            .cancel(3, 4, 5, 161, DONE)
            .reserve(5, 6, 5, "mine", DONE, 161)
            .row(161, 5, false));
  }

  @Test
  void theKeyOfACancelledOneIsNotTheNewOnes() {
    assertHonest(
        reserved()
            .cancel(3, 4, 5, 161, DONE)
            .reserve(5, 6, 5, "new", DONE, 177)
            .reserve(7, 8, 5, "mine", ALREADY_RESERVED, 177)
            .row(161, 5, false)
            .row(177, 5, true));
    assertBroken(
        "P9",
        4,
        reserved()
            .cancel(3, 4, 5, 161, DONE)
            .reserve(5, 6, 5, "new", DONE, 177)
            .reserve(7, 8, 5, "mine", DONE, 177)
            .row(161, 5, false)
            .row(177, 5, true));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "UNKNOWN"})
  void whatALostAnswerMadeIsToldToItsKeyAlone(Call.Outcome outcome) {
    assertHonest(
        undecided(outcome)
            .list(5, 6, 5, seen(161, true))
            .reserve(7, 8, 5, "mine", DONE, 161)
            .row(161, 5, true));
    assertBroken(
        "P8",
        1,
        undecided(outcome)
            .list(5, 6, 5, seen(161, true))
            .reserve(7, 8, 5, "another", DONE, 161)
            .row(161, 5, true));
    assertBroken(
        "P9",
        2,
        undecided(outcome).reserve(5, 6, 5, "mine", ALREADY_RESERVED, 161).row(161, 5, true));
  }

  @Test
  void ofTwoLostAnswersTheOneWithThatKeyMadeIt() {
    assertHonest(
        undecided(UNAVAILABLE)
            .reserve(2, 3, 5, "another", UNAVAILABLE, 0)
            .reserve(5, 6, 5, "mine", ALREADY_RESERVED, 161)
            .reserve(7, 8, 5, "another", DONE, 161)
            .row(161, 5, true));
  }

  @Test
  void whatAnUnansweredRequestMakesLaterIsToldToItsKey() {
    assertHonest(
        undecided(UNKNOWN)
            .reserve(5, 6, 5, "mine", DONE, 161)
            .cancel(7, 8, 5, 161, DONE)
            .list(9, 10, 5, seen(161, false))
            .reserve(11, 12, 5, ALREADY_RESERVED, 177)
            .reserve(13, 14, 5, "mine", DONE, 177)
            .row(161, 5, false)
            .row(177, 5, true));
  }

  @Test
  void aTicketThatIsToldAgainIsHeldOnce() {
    assertHonest(
        new HistoryBuilder(2)
            .reserve(1, 2, 5, "mine", DONE, 161)
            .left(3, 4, 1)
            .reserve(5, 6, 5, "mine", DONE, 161)
            .left(7, 8, 1)
            .row(161, 5, true));
    assertBroken(
        "P8",
        1,
        new HistoryBuilder(2)
            .reserve(1, 2, 5, "mine", DONE, 161)
            .left(3, 4, 2)
            .reserve(5, 6, 5, "mine", DONE, 161)
            .row(161, 5, true));
  }
}
