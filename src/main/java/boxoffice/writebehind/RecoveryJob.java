package boxoffice.writebehind;

import boxoffice.reservation.FailedWrite;
import boxoffice.reservation.FailedWrites;
import boxoffice.reservation.OperatorRequests;
import boxoffice.reservation.Page;
import boxoffice.reservation.RecoveryTable;
import boxoffice.reservation.RecoveryTable.AttemptResult;
import boxoffice.reservation.ReservationWriter.RefusedException;
import boxoffice.reservation.RetryOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the recovery table: tries the rows that are due, each alone, again and again with
 * growing delays, until PostgreSQL takes them. After some attempts it asks for an operator, and
 * goes on.
 */
final class RecoveryJob implements Runnable, FailedWrites {
  private static final Logger log = LoggerFactory.getLogger(RecoveryJob.class);
  private static final int ROWS_PER_RUN = 1_000;
  private static final int RETRIES_AT_ONCE = 2;

  private final RecoveryTable table;
  private final Saver saver;
  private final RetrySchedule schedule;
  private final Clock clock;
  private final OperatorRequests requests = new OperatorRequests(RETRIES_AT_ONCE);

  RecoveryJob(RecoveryTable table, Saver saver, RetrySchedule schedule, Clock clock) {
    this.table = table;
    this.saver = saver;
    this.schedule = schedule;
    this.clock = clock;
  }

  @Override
  public void run() {
    for (int row = 0;
        row < ROWS_PER_RUN && table.attemptDue(clock.instant(), this::attempt);
        row++) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  @Override
  public List<FailedWrite> list(Page page) {
    return table.list(page);
  }

  /** An attempt may wait for locks, and for a PostgreSQL that hangs; the operator does not. */
  @Override
  public RetryOutcome retry(long reservationId) {
    return requests.answer(() -> retryNow(reservationId));
  }

  private RetryOutcome retryNow(long reservationId) {
    return table
        .attempt(reservationId, this::attempt)
        .<RetryOutcome>map(
            result ->
                switch (result) {
                  case AttemptResult.Saved saved -> new RetryOutcome.Saved();
                  case AttemptResult.Refused refused ->
                      new RetryOutcome.StillRefused(refused.error());
                })
        .orElseGet(RetryOutcome.NotFound::new);
  }

  private AttemptResult attempt(FailedWrite row) {
    long reservationId = row.reservation().id();
    try {
      saver.write(List.of(row.reservation()));
      log.info(
          "reservation {} is in PostgreSQL now, at attempt {}", reservationId, row.attempts() + 1);
      return new AttemptResult.Saved();
    } catch (RefusedException e) {
      int attempts = row.attempts() + 1;
      boolean flagged = schedule.isFlagged(attempts);
      if (flagged && !row.flagged()) {
        log.error(
            "reservation {} was refused {} times and needs an operator: {}",
            reservationId,
            attempts,
            e.getMessage());
      }
      Instant next = schedule.nextAttempt(attempts, clock.instant());
      return new AttemptResult.Refused(String.valueOf(e.getMessage()), next, flagged);
    }
  }
}
