package boxoffice.reservation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance as one of those that share Redis and PostgreSQL.
 *
 * <p>When Redis has lost something, every instance puts back what it holds before anybody sells
 * again. A lease tells the others whom to wait for: it is renewed while this instance could put
 * something back, that is while PostgreSQL and Redis answer it. Who has not renewed it for some
 * seconds is dead, frozen or cut off; the others then take it away and go on. An instance that
 * finds its lease gone takes a new one, and brings what it held as if it were new.
 *
 * <p>A job renews it, the thread that watches Redis joins and rejoins, workers ask for it.
 */
public final class Membership implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  private static final int RENEWALS_PER_LAPSE = 6;

  /** After so many times the lapse a lease that nobody missed is cleared away. */
  private static final int FORGOTTEN_AFTER = 20;

  private final Leases leases;
  private final Duration lapse;
  private final BooleanSupplier redisAnswers;
  private volatile @Nullable Lease current;
  private volatile boolean lost;
  private volatile List<Lease> live = List.of();
  private final LongAdder losses = new LongAdder();
  private final LongAdder fenced = new LongAdder();
  private long unbrokenSince;
  private boolean unbroken;

  /**
   * @param lapse after which a lease that was not renewed may be taken away
   * @param redisAnswers whether Redis has answered this instance within the lapse
   */
  public Membership(Leases leases, Duration lapse, BooleanSupplier redisAnswers) {
    this.leases = leases;
    this.lapse = lapse;
    this.redisAnswers = redisAnswers;
  }

  /**
   * Takes a lease, or a new one in place of one that is lost.
   *
   * @throws UnavailableException when PostgreSQL is away
   */
  public void join() {
    Lease taken = leases.take();
    current = taken;
    live = List.of(taken);
    lost = false;
  }

  /** The lease of this instance, lost or not; empty before it has joined. */
  public Optional<Lease> lease() {
    return Optional.ofNullable(current);
  }

  /** The lease of this instance, lost or not. */
  public Lease require() {
    return lease().orElseThrow(() -> new UnavailableException("the start is not through yet"));
  }

  /** Whether it has to join again. */
  public boolean isLost() {
    return lost;
  }

  /** Says that this lease is gone. */
  public void lost(Lease lease) {
    if (lease.equals(current) && !lost) {
      lost = true;
      losses.increment();
      log.warn(
          "the other instances went on without this one (instance {}): it joins again, and what it"
              + " still held is brought once more",
          lease.id());
    }
  }

  /**
   * Renews the lease now.
   *
   * @return whether it is still there
   * @throws UnavailableException when PostgreSQL is away
   */
  public boolean confirm() {
    Lease mine = require();
    if (!leases.renew(mine)) {
      lost(mine);
    }
    return !lost;
  }

  /** Renews the lease and looks who else is there. */
  @Override
  public void run() {
    boolean wasUnbroken = unbroken;
    unbroken = false; // until the end of this turn is reached
    if (current == null || lost || !redisAnswers.getAsBoolean() || !confirm()) {
      return;
    }
    List<Leases.Standing> everybody = everybody();
    live =
        everybody.stream()
            .filter(standing -> !standing.lapsed())
            .map(Leases.Standing::lease)
            .toList();
    unbroken = true;
    if (!wasUnbroken) {
      unbrokenSince = System.nanoTime();
    }
    clearAway(everybody);
  }

  /**
   * The leases of the dead, so that the next rebuild need not wait for them. After a time without
   * PostgreSQL or Redis all have lapsed, so the others are given the time to renew theirs.
   */
  private void clearAway(List<Leases.Standing> everybody) {
    if (System.nanoTime() - unbrokenSince > 2 * lapse.toNanos()) {
      List<Lease> all = everybody.stream().map(Leases.Standing::lease).toList();
      leases
          .takeAwayLapsed(all, lapse.multipliedBy(FORGOTTEN_AFTER))
          .forEach(lease -> log.info("instance {} is gone for good", lease.id()));
    }
  }

  /** Everybody who may hold something that Redis has lost. */
  public List<Leases.Standing> everybody() {
    return leases.all(lapse);
  }

  /**
   * Goes on without those of them whose lease has lapsed: what they still write to PostgreSQL is
   * refused.
   */
  public void goOnWithout(Collection<Lease> missing) {
    leases
        .takeAwayLapsed(missing, lapse)
        .forEach(
            lease -> {
              fenced.increment();
              log.warn(
                  "instance {} has not been heard of for {} ms: Redis is made whole without what"
                      + " it holds",
                  lease.id(),
                  lapse.toMillis());
            });
  }

  /** How often this instance has lost its lease. */
  public long losses() {
    return losses.sum();
  }

  /** How many others this instance has gone on without. */
  public long fenced() {
    return fenced.sum();
  }

  /** How many instances there are, as this one last saw; 0 before it has joined. */
  public int living() {
    return live.size();
  }

  /** After which a lease that was not renewed may be taken away. */
  public Duration lapse() {
    return lapse;
  }

  /** How often to renew, so that some renewals may be late or fail. */
  public Duration renewalPause() {
    return lapse.dividedBy(RENEWALS_PER_LAPSE);
  }

  /**
   * Whether this instance looks after that partition: work that one of them can do for all is
   * shared out among the living. While two disagree about who lives, both or none may do it for a
   * moment.
   */
  public boolean looksAfter(int partition) {
    List<Lease> living = live;
    int mine = lease().map(living::indexOf).orElse(-1);
    return mine >= 0 && partition % living.size() == mine;
  }

  /** Leaves in good order, so that nobody waits for this instance. */
  public void leave() {
    try {
      lease().ifPresent(leases::giveUp);
    } catch (UnavailableException e) {
      log.debug("the lease lapses by itself: {}", e.getMessage());
    }
  }
}
