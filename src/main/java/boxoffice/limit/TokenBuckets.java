package boxoffice.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket for each of many, who all have the same quota. One that nobody took from for a
 * whole window is full, so it is forgotten.
 */
public final class TokenBuckets<K> {
  /**
   * Some 40 MB. Where more than these ask within a window, those are forgotten first who ask
   * seldom, and begin anew.
   */
  private static final int MOST = 200_000;

  private final Quota quota;
  private final TimeMeter clock;
  private final Cache<K, Bucket> buckets;

  public TokenBuckets(Quota quota) {
    this(quota, System::nanoTime);
  }

  TokenBuckets(Quota quota, LongSupplier nanos) {
    this.quota = quota;
    this.clock = clock(nanos);
    Ticker ticker = nanos::getAsLong;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(quota.window())
            .ticker(ticker)
            .build();
  }

  public Quota quota() {
    return quota;
  }

  /** Takes one request of this one's quota, if there is one left. */
  public Allowance take(K whose) {
    ConsumptionProbe probe = buckets.get(whose, _ -> newBucket()).tryConsumeAndReturnRemaining(1);
    return new Allowance(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit.capacity(quota.requests()).refillGreedy(quota.requests(), quota.window()))
        .withCustomTimePrecision(clock)
        .build();
  }

  private static TimeMeter clock(LongSupplier nanos) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanos.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
