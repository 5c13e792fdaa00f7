package boxoffice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobTest {
  private final Job job = Job.closed(Job.Asking.RESERVE, 8080, 1, 100, 3);

  @Test
  void theUsersTakeTurnsAndThenTheNextEventFollows() {
    assertEquals("100/1 100/2 100/3 101/1", requests(job, 4));
  }

  @Test
  void manyEventsTakeTurnsForEachUser() {
    assertEquals("100/7 101/7 100/8 101/8 102/7", requests(job.over(2).by(7, 2), 5));
  }

  @Test
  void nobodyAsksTwiceForTheSameEvent() {
    Job spread = job.over(7).by(1, 5);
    Set<String> seen = new HashSet<>();
    for (long number = 0; number < 1_000; number++) {
      assertTrue(seen.add(spread.event(number) + "/" + spread.user(number)));
    }
  }

  private static String requests(Job job, int count) {
    StringBuilder requests = new StringBuilder();
    for (long number = 0; number < count; number++) {
      requests.append(job.event(number)).append('/').append(job.user(number)).append(' ');
    }
    return requests.toString().strip();
  }
}
