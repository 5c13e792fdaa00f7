package boxoffice.metrics;

import boxoffice.reservation.Lease;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.ReservationWriter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is written to PostgreSQL: how much at once, how long it takes, and how late it comes. */
final class SavingTimers {
  private final Timer written;
  private final Timer refused;
  private final Timer failed;
  private final DistributionSummary sizes;
  private final Timer delay;

  SavingTimers(Meters meters) {
    this.written = batches(meters, "written");
    this.refused = batches(meters, "refused");
    this.failed = batches(meters, "failed");
    this.sizes =
        meters.sizes(
            "batch.size",
            "Changes that were written to PostgreSQL in one transaction",
            "changes",
            1,
            2,
            5,
            10,
            20,
            50,
            100,
            200,
            500,
            1_000,
            2_000);
    this.delay =
        meters.timer(
            "save.delay",
            "From the decision, by the clock of Redis, to the commit of its row",
            Buckets.DELAY);
  }

  private static Timer batches(Meters meters, String result) {
    return meters.timer(
        "batch.duration",
        "A transaction that writes changes to PostgreSQL",
        Buckets.BATCH,
        "result",
        result);
  }

  /**
   * The same writer, measured.
   *
   * @param now by the clock that stamps the changes
   */
  ReservationWriter measured(ReservationWriter writer, Supplier<Instant> now) {
    return (lease, changes) -> write(writer, lease, changes, now);
  }

  private void write(
      ReservationWriter writer, Lease lease, List<Reservation> changes, Supplier<Instant> now) {
    long begin = System.nanoTime();
    Timer result = failed;
    try {
      writer.write(lease, changes);
      result = written;
    } catch (ReservationWriter.RefusedException e) {
      result = refused;
      throw e;
    } finally {
      result.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }
    sizes.record(changes.size());
    Instant committed = now.get();
    changes.forEach(change -> recordDelay(change, committed));
  }

  private void recordDelay(Reservation change, Instant committed) {
    long nanos = Duration.between(change.modifiedAt(), committed).toNanos();
    delay.record(Math.max(0, nanos), TimeUnit.NANOSECONDS); // the clock may lag a little
  }

  Histogram delay() {
    return Histogram.of(Buckets.seconds(Buckets.DELAY), List.of(delay));
  }
}
