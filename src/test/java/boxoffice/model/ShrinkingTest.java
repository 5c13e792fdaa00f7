package boxoffice.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
  private static final List<Integer> LONG = IntStream.range(0, 37).boxed().toList();

  @Test
  void onlyWhatMakesItFailIsLeft() {
    assertEquals(
        List.of(3, 20, 36), Shrinking.shortest(LONG, all -> all.containsAll(List.of(3, 20, 36))));
    assertEquals(List.of(0), Shrinking.shortest(LONG, all -> all.contains(0)));
  }

  @Test
  void whatFailsWithNothingIsShrunkToNothing() {
    assertEquals(List.of(), Shrinking.shortest(LONG, _ -> true));
  }

  @Test
  void whatNeedsAllOfItStaysWhole() {
    assertEquals(LONG, Shrinking.shortest(LONG, LONG::equals));
  }
}
