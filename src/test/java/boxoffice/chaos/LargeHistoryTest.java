package boxoffice.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A round has hundreds of thousands of calls; checking it must not take longer than the round. */
class LargeHistoryTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  /** Of this thread alone, since the machine may be busy otherwise. */
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private static void check(SimulatedSale.Shape shape) {
    History history = new SimulatedSale(shape, 1, ModelCounter.correct()).run();

    long begin = CLOCK.getCurrentThreadCpuTime();
    assertEquals(List.of(), Checker.check(history));
    Duration taken = Duration.ofNanos(CLOCK.getCurrentThreadCpuTime() - begin);
    assertTrue(taken.compareTo(BOUND) < 0, taken::toString);
  }

  @Test
  void manyUsersOfManyEvents() {
    check(new SimulatedSale.Shape(300, 2_500, 20, 1_000, 300_000, 3));
  }

  @Test
  void aFewUsersWhoReserveAndCancelAllTheTime() {
    check(new SimulatedSale.Shape(30, 10, 2, 5, 20_000, 3));
  }
}
