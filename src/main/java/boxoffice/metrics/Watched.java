package boxoffice.metrics;

import boxoffice.auth.Tokens;
import boxoffice.http.Gate;
import boxoffice.http.Health;
import boxoffice.http.HttpServer;
import boxoffice.http.Limits;
import boxoffice.postgres.Database;
import boxoffice.postgres.IdempotentRequests;
import boxoffice.postgres.ReservationIdBlocks;
import boxoffice.redis.Redis;
import boxoffice.reservation.Audit;
import boxoffice.reservation.LateOffers;
import boxoffice.reservation.Membership;
import boxoffice.reservation.ReservationService;
import boxoffice.reservation.Tally;
import boxoffice.writebehind.WayHome;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What the parts of the service count and know anyway, by its names. */
final class Watched {
  private static final String UNAVAILABLE = "unavailable";

  private final MeterRegistry registry;
  private final Meters meters;

  Watched(MeterRegistry registry, Meters meters) {
    this.registry = registry;
    this.meters = meters;
  }

  void reservations(ReservationService service) {
    outcomes("reserve.requests", "Requests to reserve, by what became of them", service.reserves());
    outcomes("cancel.requests", "Requests to cancel, by what became of them", service.cancels());
  }

  private void outcomes(String name, String meaning, Tally<?> tally) {
    tally(name, meaning, tally, "outcome");
    meters.counter(name, meaning, tally::unavailable, "outcome", UNAVAILABLE);
  }

  private <K extends Enum<K>> void tally(String name, String meaning, Tally<K> tally, String key) {
    for (K kind : tally.kinds()) {
      meters.counter(name, meaning, () -> tally.of(kind), key, label(kind));
    }
  }

  void wayHome(WayHome wayHome) {
    meters.gauge("queue.depth", "Changes that wait in the queue to PostgreSQL", wayHome::queued);
    meters.gauge("queue.capacity", "Most changes that the queue takes", wayHome::queueCapacity);
    meters.gauge(
        "unsaved.changes",
        "Changes that this instance has acknowledged and PostgreSQL does not have yet",
        wayHome::unsaved);
    meters.gauge(
        "unsaved.limit", "Unsaved changes at which no more are decided", wayHome::unsavedLimit);
    meters.counter("sweeps", "Sweeps that came to their end", wayHome::sweeps);
    meters.counter("swept.changes", "Changes that a sweep brought to PostgreSQL", wayHome::swept);
  }

  void redis(Redis redis) {
    for (Redis.State state : Redis.State.values()) {
      flag(
          "redis.state",
          "The state that Redis is in, 1 for that one",
          () -> redis.state() == state,
          "state",
          label(state));
    }
    meters.gauge(
        "redis.waiting.requests", "Requests that wait for the next turn", redis::waitingRequests);
    meters.counter(
        "redis.rebuilds",
        "Times that Redis was made whole after it had lost something",
        redis::rebuilds);
    meters.counter("redis.put.back.changes", "Changes put back into Redis", redis::putBack);
  }

  void database(Database database) {
    database.measurePools(new MicrometerMetricsTrackerFactory(registry));
  }

  void ids(ReservationIdBlocks ids) {
    meters.gauge(
        "reservation.id.blocks",
        "Blocks of 100,000 reservation ids in reserve for a time without PostgreSQL",
        ids::blocksInReserve);
  }

  void membership(Membership membership) {
    flag(
        "lease.held",
        "Whether this instance has a lease, without which it writes nothing, 1 or 0",
        () -> membership.lease().isPresent() && !membership.isLost());
    meters.gauge("instances", "Instances that this one knows to be alive", membership::living);
    meters.counter("leases.lost", "Times that this instance was fenced", membership::losses);
    meters.counter(
        "instances.fenced",
        "Other instances that this one has gone on without",
        membership::fenced);
  }

  void lateOffers(LateOffers lateOffers) {
    meters.counter(
        "lost.reservations", "Reservations that were promised and can't be kept", lateOffers::lost);
  }

  void audit(Audit audit) {
    meters.counter("audit.events", "Events looked at", () -> audit.totals().audited());
    meters.counter(
        "audit.not.compared",
        "Events looked at that have too much unsaved to compare",
        () -> audit.totals().notCompared());
    meters.counter(
        "audit.unbalanced",
        "Events looked at whose books did not balance",
        () -> audit.totals().unbalanced());
    tally("audit.findings", "What was wrong with them", audit.findings(), "finding");
    String repairs = "audit.repairs";
    String done = "What the audit has mended";
    meters.counter(repairs, done, () -> audit.totals().unloaded(), "repair", "unloaded");
    meters.counter(
        repairs,
        done,
        () -> audit.totals().availableTicketsSet(),
        "repair",
        "available_tickets_set");
    meters.counter(repairs, done, () -> audit.totals().toldAgain(), "repair", "told_again");
    meters.gauge(
        "audit.unbalanced.events",
        "Events that do not balance and can't be mended, of those this instance looks after",
        audit::unbalancedEvents);
  }

  void health(Health health) {
    flag("started", "Whether the start is through, 1 or 0", health::started);
  }

  void gate(Gate gate) {
    tally("auth.rejections", "Requests turned away at the gate", gate.rejections(), "reason");
  }

  void keyed(IdempotentRequests requests) {
    String meaning = "Requests to create something with an Idempotency-Key";
    tally("idempotency.requests", meaning, requests.outcomes(), "outcome");
  }

  void limits(Limits limits) {
    tally("requests.limited", "Requests turned away by a limit", limits.refusals(), "limit");
  }

  void keys(Optional<Tokens> tokens) {
    String name = "auth.key.fetches";
    String meaning = "Questions for the keys that tokens are checked with";
    meters.counter(name, meaning, count(tokens, Tokens::keyFetches), "result", "fetched");
    meters.counter(name, meaning, count(tokens, Tokens::keyFetchFailures), "result", "failed");
  }

  private static LongSupplier count(Optional<Tokens> tokens, ToLongFunction<Tokens> counter) {
    return () -> tokens.map(counter::applyAsLong).orElse(0L);
  }

  void http(HttpServer http) {
    meters.gauge(
        "http.requests.under.way", "Requests that are being carried out", http::requestsUnderWay);
    meters.gauge(
        "http.requests.under.way.limit",
        "Most requests that are carried out at once",
        http::requestLimit);
    meters.counter(
        "http.requests.refused",
        "Requests turned away because too many were under way",
        http::requestsRefused);
    meters.gauge("http.connections", "Connections that are open", http::connections);
    meters.counter(
        "http.connections.too.slow",
        "Connections ended because headers came too slowly",
        http::connectionsTooSlow);
  }

  private void flag(String name, String meaning, BooleanSupplier isSo, String... tags) {
    meters.gauge(name, meaning, () -> isSo.getAsBoolean() ? 1 : 0, tags);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
