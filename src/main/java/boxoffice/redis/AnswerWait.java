package boxoffice.redis;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.UnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the answer to a decision. A buyer is told that the outcome is unknown only after the
 * request's deadline, when it has run or never will: else a Redis that wakes up could sell to
 * somebody who was sent away and has left.
 */
final class AnswerWait {
  private AnswerWait() {}

  /** Without a timeout of its own, since {@link DeadlineWatch} ends the waiting. */
  static Answer await(CompletableFuture<Answer> answer, Deadline deadline) {
    try {
      Answer inTime = answer.get();
      // Else this process was frozen meanwhile, and Redis may be another one than it answered for.
      if (!deadline.remaining().isZero()) {
        return inTime;
      }
      throw new UnavailableException("the answer of Redis came too late");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Decider.NotSentException notSent) {
        throw notSent;
      }
      waitUntil(deadline);
      throw new UnavailableException(String.valueOf(Script.cause(e).getMessage()), e);
    } catch (InterruptedException e) {
      answer.cancel(false); // not sent yet: then it never will be
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while waiting for Redis", e);
    }
  }

  private static void waitUntil(Deadline deadline) {
    while (!deadline.remaining().isZero() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(deadline.remaining().toNanos());
    }
  }
}
