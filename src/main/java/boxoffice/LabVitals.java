package boxoffice;

import boxoffice.lab.Figures;
import boxoffice.lab.Figures.Percentiles;
import boxoffice.lab.Vitals;
import boxoffice.metrics.Histogram;
import boxoffice.metrics.Metrics;
import boxoffice.postgres.Database;
import boxoffice.postgres.FailedWriteTable;
import boxoffice.redis.Redis;
import boxoffice.reservation.CancelOutcome;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.ReservationService;
import boxoffice.reservation.ReserveOutcome.Kind;
import boxoffice.reservation.Tally;
import boxoffice.reservation.UnavailableException;
import boxoffice.writebehind.WayHome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What the lab sees of the service: nothing but what is measured and told anyway. */
final class LabVitals implements Vitals {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final Metrics metrics;
  private final ReservationService reservations;
  private final WayHome wayHome;
  private final Redis redis;
  private final Database database;
  private final FailedWriteTable failedWrites;
  private Counts before;

  LabVitals(
      Metrics metrics,
      ReservationService reservations,
      WayHome wayHome,
      Redis redis,
      Database database,
      FailedWriteTable failedWrites) {
    this.metrics = metrics;
    this.reservations = reservations;
    this.wayHome = wayHome;
    this.redis = redis;
    this.database = database;
    this.failedWrites = failedWrites;
    this.before = counts();
  }

  /** Everything that only grows, at one instant. */
  private record Counts(
      long nanoTime,
      long reserved,
      long soldOut,
      long unavailable,
      long cancelled,
      Histogram latency,
      Histogram saving) {
    double perSecond(Counts earlier, long now, long then) {
      return (now - then) * 1e9 / Math.max(1, nanoTime - earlier.nanoTime);
    }
  }

  private Counts counts() {
    Tally<Kind> reserves = reservations.reserves();
    return new Counts(
        System.nanoTime(),
        reserves.of(Kind.RESERVED),
        reserves.of(Kind.SOLD_OUT),
        reserves.unavailable() + reserves.of(Kind.BACKLOG_FULL),
        reservations.cancels().of(CancelOutcome.CANCELLED),
        metrics.reserveLatency(),
        metrics.saveDelay());
  }

  @Override
  public boolean redisIsUp() {
    return redis.state() == Redis.State.UP;
  }

  @Override
  public boolean postgresIsUp() {
    return database.isUp(Deadline.after(PATIENCE));
  }

  @Override
  public long rebuilds() {
    return redis.rebuilds();
  }

  @Override
  public synchronized Figures figures() {
    OptionalLong refused = failedWrites();
    Counts now = counts();
    Counts then = before;
    before = now;
    Histogram latency = now.latency.since(then.latency);
    Histogram saving = now.saving.since(then.saving);
    return new Figures(
        Instant.now().toEpochMilli(),
        now.perSecond(then, now.reserved, then.reserved),
        now.perSecond(then, now.soldOut, then.soldOut),
        now.perSecond(then, now.unavailable, then.unavailable),
        now.perSecond(then, now.cancelled, then.cancelled),
        now.perSecond(then, now.saving.count(), then.saving.count()),
        percentiles(latency),
        percentiles(saving),
        redis.waitingRequests(),
        wayHome.unsaved(),
        wayHome.queued(),
        wayHome.queueCapacity(),
        refused,
        wayHome.swept(),
        redis.putBack(),
        redis.state().name().toLowerCase(Locale.ROOT),
        refused.isPresent());
  }

  /** How many rows PostgreSQL has refused and keeps; empty while it does not answer. */
  private OptionalLong failedWrites() {
    try {
      return OptionalLong.of(failedWrites.census(Deadline.after(PATIENCE)).waiting());
    } catch (UnavailableException e) {
      return OptionalLong.empty();
    }
  }

  private static Optional<Percentiles> percentiles(Histogram times) {
    return times.count() == 0
        ? Optional.empty()
        : Optional.of(
            new Percentiles(
                times.quantile(0.5) * 1_000,
                times.quantile(0.95) * 1_000,
                times.quantile(0.99) * 1_000));
  }
}
