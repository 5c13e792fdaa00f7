package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long something may take. The promises are for a machine that has nothing else to do: {@code
 * make endurance} demands them as they are. The other tests share a machine that may be slow
 * besides, and demand them times over; what hangs they find all the same.
 */
public final class Promised {
  private static final Logger log = LoggerFactory.getLogger(Promised.class);

  private static final int TIMES_OVER = Integer.getInteger("boxoffice.promised.times", 3);

  private static final Duration ANSWERED = Duration.ofSeconds(2);

  /** For what the test takes itself. */
  private static final Duration MEASURING = Duration.ofMillis(300);

  private Promised() {}

  /** Says how long it took since then, by {@link System#nanoTime}, and fails if for too long. */
  public static void within(Duration promised, String what, long begin) {
    var took = Duration.ofNanos(System.nanoTime() - begin);
    log.info("{}: {} ms, promised are {} ms", what, took.toMillis(), promised.toMillis());
    assertTrue(
        took.compareTo(atMost(promised)) <= 0,
        () -> what + ": %d ms, promised are %d ms".formatted(took.toMillis(), promised.toMillis()));
  }

  /** The answer to a request that can't be carried out now: that it may be sent again, in time. */
  public static HttpResponse<String> unavailable(Supplier<HttpResponse<String>> request) {
    long begin = System.nanoTime();
    HttpResponse<String> answer = request.get();
    assertEquals(503, answer.statusCode(), answer.body());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    within(ANSWERED, "unavailable, " + answer.uri(), begin);
    return answer;
  }

  /** What the machine at hand is given for what is promised within that time. */
  public static Duration atMost(Duration promised) {
    return promised.multipliedBy(TIMES_OVER).plus(MEASURING);
  }
}
