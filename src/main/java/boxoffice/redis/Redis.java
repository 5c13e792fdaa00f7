package boxoffice.redis;

import boxoffice.reservation.CounterLook;
import boxoffice.reservation.EventSnapshots;
import boxoffice.reservation.Membership;
import boxoffice.reservation.TicketCounter;
import boxoffice.reservation.UnsavedChanges;
import boxoffice.reservation.WriteBehind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that this instance has to do with Redis: one link, one lane, and what is built on them. */
public final class Redis implements AutoCloseable {
  private final Epochs epochs = new Epochs();
  private final RedisClock clock = new RedisClock();
  private final RedisLink link;
  private final RedisJournal journal;
  private final CallMeter meter;
  private @Nullable Lane lane;
  private @Nullable Rebuild rebuild;
  private @Nullable EventLoader loader;
  private @Nullable DeadlineWatch watch;

  /**
   * @param timeout after which an answer is not waited for any more, and the connection given up
   */
  public Redis(String url, Duration timeout, CallMeter meter) {
    this.meter = meter;
    this.link = new RedisLink(url, timeout, clock, epochs, meter);
    this.journal = new RedisJournal(link, epochs, clock);
  }

  public UnsavedChanges unsavedChanges() {
    return journal;
  }

  public CounterLook counterLook() {
    return new RedisCounterLook(link, epochs);
  }

  /** Connects, and begins to decide as soon as the state of Redis is verified. */
  public TicketCounter start(
      RedisLimits limits,
      WriteBehind writeBehind,
      Membership membership,
      EventSnapshots snapshots) {
    var buyersLane = lane(limits, writeBehind);
    this.lane = buyersLane;
    var eventLoader = new EventLoader(link, epochs, journal, snapshots);
    this.loader = eventLoader;
    var deadlineWatch = new DeadlineWatch(buyersLane);
    this.watch = deadlineWatch;
    deadlineWatch.start();
    var rebuilding = new Rebuild(epochs, buyersLane, writeBehind, membership);
    this.rebuild = rebuilding;
    link.start(rebuilding);
    return new RedisTicketCounter(
        buyersLane, eventLoader, journal, new RedisEvents(link, epochs), clock);
  }

  private Lane lane(RedisLimits limits, WriteBehind writeBehind) {
    return new Lane(
        new Decider(
            link::session,
            epochs::of,
            () -> writeBehind.isFull() ? 0 : limits.unsavedPerPartition(),
            clock,
            writeBehind::accept,
            partition -> {
              epochs.doubt(partition);
              link.doubt();
            },
            meter),
        limits);
  }

  public State state() {
    if (link.session().isEmpty()) {
      return State.DOWN;
    }
    return epochs.allBelieved() ? State.UP : State.REBUILDING;
  }

  /** How many requests wait for the next turn. */
  public int waitingRequests() {
    return lane == null ? 0 : lane.waiting();
  }

  /** How often Redis was made whole after it had lost something, since the start. */
  public long rebuilds() {
    return rebuild == null ? 0 : rebuild.rebuilds();
  }

  /** How many changes were put back into Redis since the start. */
  public long putBack() {
    return rebuild == null ? 0 : rebuild.putBack();
  }

  /** Whether Redis has answered within this time. */
  public boolean hasAnsweredWithin(Duration time) {
    return link.hasAnsweredWithin(time);
  }

  /** Why this Redis can't be used at all, if it can't. */
  public Optional<UnsuitableRedisException> unsuitable() {
    return link.unsuitable();
  }

  @Override
  public void close() {
    if (loader != null) {
      loader.close();
    }
    link.close();
    if (watch != null) {
      watch.close();
    }
  }

  /** Whether decisions can be made. */
  public enum State {
    UP,
    /** It came back different: nothing is decided until its state is whole again. */
    REBUILDING,
    DOWN
  }
}
