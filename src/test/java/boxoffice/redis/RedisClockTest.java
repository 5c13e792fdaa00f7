package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.reservation.Deadline;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic between two clocks, whatever lies between them. */
class RedisClockTest {
  private static final long HOUR = 3_600_000_000L;

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000, 1_800_000_000_000_000L, 1_800_000_000_000_000L + HOUR})
  void theClockGoesOnFromWhatRedisSaidLast(long redisMicros) {
    var clock = new RedisClock();

    clock.observe(redisMicros);
    long now = clock.nowMicros();

    assertTrue(now >= redisMicros);
    assertTrue(now < redisMicros + 60_000_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, HOUR, -HOUR})
  void anAnswerThatTravelledForLongMakesTheClockLateAndNeverAhead(long difference) {
    long written = System.nanoTime() / 1_000 + difference;
    var clock = new RedisClock();

    clock.observe(written - 250_000);

    assertTrue(clock.nowMicros() < System.nanoTime() / 1_000 + difference);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, HOUR, -HOUR})
  void aDeadlineIsTheSameInstantOnAClockThatDiffers(long difference) {
    var clock = new RedisClock();
    long before = System.nanoTime();
    clock.observe(before / 1_000 + difference);
    long slack = (System.nanoTime() - before) / 1_000 + 2;
    var deadline = new Deadline(System.nanoTime() + Duration.ofSeconds(1).toNanos());
    long exact = deadline.nanoTime() / 1_000 + difference;

    long onRedis = clock.micros(deadline);

    assertTrue(onRedis <= exact + 1, "ahead of Redis");
    assertTrue(onRedis >= exact - slack, "later than the answer took to arrive");
  }
}
