package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.reservation.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Request LOOK = Request.event(1, Deadline.after(Duration.ofSeconds(1)));

  @Test
  void aTotalIsReadAsItIsOrNotAtAll() {
    assertEquals(new Answer.OnSale("Concert", Integer.MAX_VALUE, 0), read(Integer.MAX_VALUE));
    assertThrows(ArithmeticException.class, () -> read(Integer.MAX_VALUE + 1L));
  }

  private static Answer read(long total) {
    return Answer.read(List.of("EVENT", "Concert", total, 0L), LOOK, Instant.EPOCH);
  }
}
