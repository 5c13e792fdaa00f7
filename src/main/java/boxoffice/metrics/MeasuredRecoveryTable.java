package boxoffice.metrics;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.FailedWrite;
import boxoffice.reservation.Lease;
import boxoffice.reservation.Page;
import boxoffice.reservation.RecoveryTable;
import boxoffice.reservation.Reservation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what goes into the recovery table and what becomes of the attempts to get it out. */
final class MeasuredRecoveryTable implements RecoveryTable {
  private final RecoveryTable table;
  private final LongAdder added = new LongAdder();
  private final LongAdder saved = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();

  MeasuredRecoveryTable(RecoveryTable table, Meters meters) {
    this.table = table;
    meters.counter(
        "failed.writes", "Changes that PostgreSQL refused and failed_write took", added::sum);
    attempts(meters, "saved", saved);
    attempts(meters, "refused", refused);
    attempts(meters, "failed", failed);
  }

  private static void attempts(Meters meters, String result, LongAdder count) {
    meters.counter(
        "failed.write.retries",
        "Attempts to write what is in failed_write",
        count::sum,
        "result",
        result);
  }

  @Override
  public void add(
      Lease lease, Reservation change, String error, Instant now, Instant nextAttemptAt) {
    table.add(lease, change, error, now, nextAttemptAt);
    added.increment();
  }

  @Override
  public boolean attemptDue(Instant now, Attempt attempt) {
    return table.attemptDue(now, row -> counted(attempt, row));
  }

  @Override
  public Optional<AttemptResult> attempt(long reservationId, Attempt attempt) {
    return table.attempt(reservationId, row -> counted(attempt, row));
  }

  private AttemptResult counted(Attempt attempt, FailedWrite row) {
    LongAdder count = failed;
    try {
      AttemptResult result = attempt.run(row);
      count = result instanceof AttemptResult.Saved ? saved : refused;
      return result;
    } finally {
      count.increment();
    }
  }

  @Override
  public List<Reservation> cancelsOf(Collection<Long> eventIds) {
    return table.cancelsOf(eventIds);
  }

  @Override
  public List<FailedWrite> list(Page page, Deadline deadline) {
    return table.list(page, deadline);
  }
}
