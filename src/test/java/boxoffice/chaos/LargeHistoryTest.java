package boxoffice.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A round has hundreds of thousands of calls; checking it must not take longer than the round. */
class LargeHistoryTest {
  /** Far more than it takes, for a machine that is busy otherwise. */
  private static final Duration BOUND = Duration.ofSeconds(60);

  private static void check(SimulatedSale.Shape shape) {
    History history = new SimulatedSale(shape, 1, ModelCounter.correct()).run();

    long begin = System.nanoTime();
    assertEquals(List.of(), Checker.check(history));
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(taken.compareTo(BOUND) < 0, taken::toString);
  }

  @Test
  void manyUsersOfManyEvents() {
    check(new SimulatedSale.Shape(300, 5_000, 20, 1_000, 200_000, 3));
  }

  @Test
  void aFewUsersWhoReserveAndCancelAllTheTime() {
    check(new SimulatedSale.Shape(30, 10, 2, 5, 20_000, 3));
  }
}
