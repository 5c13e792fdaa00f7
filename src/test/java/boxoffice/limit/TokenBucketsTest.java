package boxoffice.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketsTest {
  private static final Quota TEN_IN_A_MINUTE = new Quota(10, Duration.ofMinutes(1));

  private final AtomicLong nanos = new AtomicLong(-5);
  private final TokenBuckets<String> buckets = new TokenBuckets<>(TEN_IN_A_MINUTE, nanos::get);

  @Test
  void allOfTheQuotaMayComeAtOnceAndNoMore() {
    for (int left = 9; left >= 0; left--) {
      Allowance allowance = buckets.take("kim");
      assertTrue(allowance.granted());
      assertEquals(left, allowance.remaining());
      assertEquals(Duration.ofSeconds(6L * (10 - left)), allowance.untilFull());
    }
    Allowance refused = buckets.take("kim");
    assertFalse(refused.granted());
    assertEquals(0, refused.remaining());
    assertEquals(Duration.ofSeconds(6), refused.untilNext());
    assertTrue(buckets.take("lee").granted());
  }

  @Test
  void whatWasTakenComesBackEvenly() {
    drain("kim");
    pass(Duration.ofSeconds(6).minusNanos(1));
    assertFalse(buckets.take("kim").granted());
    pass(Duration.ofNanos(1));
    assertTrue(buckets.take("kim").granted());
    assertFalse(buckets.take("kim").granted());
    pass(Duration.ofSeconds(30));
    assertEquals(4, buckets.take("kim").remaining());
  }

  @Test
  void whoWasAwayForAWholeWindowHasAllAgainAndNoMore() {
    drain("kim");
    pass(Duration.ofMinutes(1));
    assertEquals(9, buckets.take("kim").remaining());
    pass(Duration.ofDays(1));
    assertEquals(9, buckets.take("kim").remaining());
  }

  @ParameterizedTest
  @CsvSource({"1/1, 1, 1", "100/60, 100, 60", "1000000/86400, 1000000, 86400"})
  void aQuotaIsWrittenAsRequestsInSeconds(String text, int requests, int seconds) {
    assertEquals(Optional.of(new Quota(requests, Duration.ofSeconds(seconds))), Quota.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "100",
        "100/",
        "/60",
        "0/60",
        "100/0",
        "1000001/1",
        "1/86401",
        "-1/1",
        "1.5/1",
        "01/1"
      })
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), Quota.parse(text));
  }

  private void drain(String whose) {
    for (int i = 0; i < 10; i++) {
      assertTrue(buckets.take(whose).granted());
    }
    assertFalse(buckets.take(whose).granted());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
