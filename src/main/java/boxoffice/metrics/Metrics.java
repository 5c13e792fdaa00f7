package boxoffice.metrics;

import boxoffice.auth.Tokens;
import boxoffice.http.Entrance;
import boxoffice.http.Health;
import boxoffice.http.HttpServer;
import boxoffice.http.MetricsSource;
import boxoffice.http.RequestMeter;
import boxoffice.postgres.Database;
import boxoffice.postgres.FailedWriteTable;
import boxoffice.postgres.IdempotentRequests;
import boxoffice.postgres.ReservationIdBlocks;
import boxoffice.redis.CallMeter;
import boxoffice.redis.Redis;
import boxoffice.reservation.Audit;
import boxoffice.reservation.LateOffers;
import boxoffice.reservation.Membership;
import boxoffice.reservation.RecoveryTable;
import boxoffice.reservation.ReservationService;
import boxoffice.reservation.ReservationWriter;
import boxoffice.writebehind.WayHome;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All figures of this process: gives out what measures them, and tells them to who asks, as text
 * for Prometheus and as numbers for who is in this process. All counts are since the start.
 */
public final class Metrics implements MetricsSource, AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final JvmMeters jvm = new JvmMeters(registry);
  private final Meters meters = new Meters(registry);
  private final RequestTimers requests = new RequestTimers(meters);
  private final CallTimers calls = new CallTimers(meters);
  private final SavingTimers saving = new SavingTimers(meters);
  private final Watched watched = new Watched(registry, meters);

  public RequestMeter requests() {
    return requests;
  }

  public CallMeter redisCalls() {
    return calls;
  }

  /**
   * The same writer, measured.
   *
   * @param now by the clock that stamps the changes
   */
  public ReservationWriter measured(ReservationWriter writer, Supplier<Instant> now) {
    return saving.measured(writer, now);
  }

  /** The same table, measured. */
  public RecoveryTable measured(RecoveryTable table) {
    return new MeasuredRecoveryTable(table, meters);
  }

  /** Has to be run now and then. */
  public PostgresWatch watch(FailedWriteTable failedWrites) {
    return new PostgresWatch(failedWrites, meters);
  }

  /** Tells of what the service stands on. To be called once. */
  public void watch(Database database, Redis redis, Membership membership, WayHome wayHome) {
    watched.database(database);
    watched.redis(redis);
    watched.membership(membership);
    watched.wayHome(wayHome);
  }

  /** Tells of what the service does. To be called once. */
  public void watch(
      ReservationService reservations,
      IdempotentRequests keyed,
      ReservationIdBlocks ids,
      LateOffers lateOffers,
      Audit audit,
      Health health) {
    watched.reservations(reservations);
    watched.keyed(keyed);
    watched.ids(ids);
    watched.lateOffers(lateOffers);
    watched.audit(audit);
    watched.health(health);
  }

  /**
   * Tells of who is turned away. To be called once.
   *
   * @param tokens that are asked for, if any
   */
  public void watch(Entrance entrance, Optional<Tokens> tokens) {
    watched.gate(entrance.gate());
    watched.limits(entrance.limits());
    watched.keys(tokens);
  }

  /** Tells how full the server is. To be called once. */
  public void watch(HttpServer http) {
    watched.http(http);
  }

  /** How long requests to reserve have taken, whatever the answer was. */
  public Histogram reserveLatency() {
    return requests.route("POST", "/events/{eventId}/reservations").histogram();
  }

  /** From a decision to the commit of its row. */
  public Histogram saveDelay() {
    return saving.delay();
  }

  @Override
  public Exposition read(String accept) {
    ExpositionFormatWriter openMetrics = formats.getOpenMetricsTextFormatWriter();
    ExpositionFormatWriter writer =
        openMetrics.accepts(accept) ? openMetrics : formats.getPrometheusTextFormatWriter();
    var text = new ByteArrayOutputStream();
    try {
      writer.write(text, registry.getPrometheusRegistry().scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Exposition(writer.getContentType(), text.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }
}
