package boxoffice.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker itself, on random histories of which it is known whether they are right. */
class SimulatedSaleTest {
  private static final SimulatedSale.Shape ALONE = new SimulatedSale.Shape(1, 4, 2, 3, 300, 0);

  private static SimulatedSale.Shape crowd(int lost) {
    return new SimulatedSale.Shape(6, 4, 2, 3, 200, lost);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 30, 70})
  void aRightCounterBreaksNoPromiseHoweverManyAnswersAreLost(int lost) {
    for (long seed = 0; seed < 300; seed++) {
      History history = new SimulatedSale(crowd(lost), seed, ModelCounter.correct()).run();

      long run = seed;
      assertEquals(List.of(), Checker.check(history), () -> "seed " + run);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneMistakeIsAlwaysFoundWhereOneAsksAfterTheOther(ModelCounter.Mistake mistake) {
    Found found = look(ALONE, mistake);

    assertTrue(found.made > 50, found::toString);
    assertEquals(found.made, found.noticed, found::toString);
  }

  @ParameterizedTest
  @EnumSource
  void oneMistakeIsMostlyFoundInACrowdThatLosesAnswers(ModelCounter.Mistake mistake) {
    Found found = look(crowd(3), mistake);

    assertTrue(found.made > 50, found::toString);
    assertTrue(found.noticed > found.made / 2, found::toString);
  }

  private record Found(int made, int noticed, List<Long> missed) {}

  private static Found look(SimulatedSale.Shape shape, ModelCounter.Mistake mistake) {
    int made = 0;
    List<Long> missed = new ArrayList<>();
    for (long seed = 0; seed < 100; seed++) {
      var counter = new ModelCounter(Optional.of(mistake), new Random(seed).nextInt(8));
      History history = new SimulatedSale(shape, seed, counter).run();
      boolean isNoticed =
          Checker.check(history).stream()
              .anyMatch(violation -> promises(mistake).contains(violation.promise()));
      if (counter.hasErred()) {
        made++;
        if (!isNoticed) {
          missed.add(seed);
        }
      }
    }
    return new Found(made, made - missed.size(), missed);
  }

  private static List<String> promises(ModelCounter.Mistake mistake) {
    return switch (mistake) {
      case LOST_ACKNOWLEDGEMENT -> List.of("P2");
      case DOUBLE_SALE -> List.of("P1");
      case RESURRECTED_CANCEL -> List.of("P6");
      case DISHONEST_SOLD_OUT -> List.of("P7");
      case TICKET_NEVER_FREED -> List.of("P5", "P7", "P8");
      case CHANGED_ID, TOLD_TO_EVERYBODY, FORGOTTEN_KEY -> List.of("P9");
    };
  }
}
