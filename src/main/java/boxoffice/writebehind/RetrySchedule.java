package boxoffice.writebehind;

import java.time.Duration;
import java.time.Instant;

/**
 * When a refused row is tried again: after a delay that doubles with each attempt, up to a longest
 * one, at which it goes on for ever.
 *
 * @param attemptsUntilFlagged after so many attempts an operator is asked to look
 */
public record RetrySchedule(Duration first, Duration longest, int attemptsUntilFlagged) {
  private static final int DOUBLINGS = 30;

  Instant nextAttempt(int attemptsMade, Instant now) {
    Duration delay = first.multipliedBy(1L << Math.min(attemptsMade - 1, DOUBLINGS));
    return now.plus(delay.compareTo(longest) < 0 ? delay : longest);
  }

  boolean isFlagged(int attemptsMade) {
    return attemptsMade >= attemptsUntilFlagged;
  }
}
