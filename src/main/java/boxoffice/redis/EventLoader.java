package boxoffice.redis;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.EventSnapshots;
import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.StoredEvent;
import boxoffice.reservation.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an event on sale that Redis does not have in this epoch: gathers its holders from PostgreSQL
 * and the journal under a key of their own, then publishes them in one step, if nobody announced a
 * newer load and the epoch is still the same.
 *
 * <p>The journal is read before PostgreSQL: what leaves the journal in between is in PostgreSQL by
 * then.
 */
final class EventLoader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventLoader.class);
  private static final Script BEGIN = Script.ofWord("begin_load.lua");
  private static final Script PUBLISH = Script.ofWord("publish.lua");
  private static final String ANNOUNCED_MILLIS = "600000";
  private static final int LOADS_AT_ONCE = 4;
  private static final int LOADS_WAITING = 10_000;
  private static final int ATTEMPTS = 5;

  private final RedisLink link;
  private final Epochs epochs;
  private final RedisJournal journal;
  private final EventSnapshots snapshots;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          LOADS_AT_ONCE, Thread.ofPlatform().name("event-loader-", 1).daemon().factory());
  private final Map<Long, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();

  EventLoader(RedisLink link, Epochs epochs, RedisJournal journal, EventSnapshots snapshots) {
    this.link = link;
    this.epochs = epochs;
    this.journal = journal;
    this.snapshots = snapshots;
  }

  /**
   * Loads the event; all who ask for the same one wait for the same load, which goes on when they
   * give up.
   *
   * @return false if there is no such event
   */
  boolean load(long eventId, Deadline deadline) {
    if (underWay.size() >= LOADS_WAITING) {
      throw new UnavailableException("too many events wait to be loaded");
    }
    CompletableFuture<Boolean> load = underWay.computeIfAbsent(eventId, this::begin);
    return RedisSession.await(load, deadline.remaining());
  }

  private CompletableFuture<Boolean> begin(long eventId) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return loadNow(eventId);
          } finally {
            underWay.remove(eventId);
          }
        },
        executor);
  }

  private boolean loadNow(long eventId) {
    if (!snapshots.exists(eventId)) {
      return false;
    }
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long begin = System.nanoTime();
      Optional<Boolean> loaded = tryLoad(eventId);
      if (loaded.isPresent()) {
        return loaded.get();
      }
      letOthersFinish(System.nanoTime() - begin);
    }
    throw new UnavailableException("event " + eventId + " kept changing while it was loaded");
  }

  /**
   * Whoever overtook this load began after it and needs about as long. Beginning again at once
   * would overtake them in turn, and so on without end.
   */
  private static void letOthersFinish(long nanos) {
    LockSupport.parkNanos(nanos + ThreadLocalRandom.current().nextLong(nanos + 1));
  }

  /** Empty if the load was overtaken by another one or by a change of the event, or is torn. */
  private Optional<Boolean> tryLoad(long eventId) {
    int partition = Partition.ofEvent(eventId);
    String epoch = epochs.require(partition);
    String token = UUID.randomUUID().toString();
    RedisSession session = link.require();
    String[] announcement = {
      Keys.verified(partition), Keys.event(partition, eventId), Keys.loading(partition, eventId)
    };
    String begun =
        session.await(BEGIN.run(session.bulk(), announcement, epoch, token, ANNOUNCED_MILLIS));
    switch (begun) {
      case "LOADED" -> {
        return Optional.of(true);
      }
      case "UNVERIFIED" -> throw doubted(partition);
      default -> {}
    }
    List<Reservation> unsaved = journal.ofEvent(eventId);
    var holders = new HolderUpload(session, Keys.gathered(partition, eventId, token));
    Optional<StoredEvent> event = snapshots.read(eventId, unsaved, holders::add);
    if (event.isEmpty()) {
      return Optional.of(false);
    }
    holders.finish();
    return publish(session, event.get(), epoch, token, holders);
  }

  private Optional<Boolean> publish(
      RedisSession session, StoredEvent event, String epoch, String token, HolderUpload holders) {
    int partition = Partition.ofEvent(event.id());
    String[] keys = {
      Keys.verified(partition),
      Keys.event(partition, event.id()),
      Keys.loading(partition, event.id()),
      Keys.holders(partition, event.id()),
      holders.key()
    };
    String published =
        session.await(
            PUBLISH.run(
                session.bulk(),
                keys,
                epoch,
                token,
                event.name(),
                Integer.toString(event.totalTickets()),
                Long.toString(event.version()),
                Long.toString(holders.count())));
    return switch (published) {
      case "PUBLISHED" -> {
        log.debug(
            "event {} is on sale: {} of {} tickets are taken",
            event.id(),
            holders.count(),
            event.totalTickets());
        yield Optional.of(true);
      }
      case "UNVERIFIED" -> throw doubted(partition);
      default -> Optional.empty();
    };
  }

  private UnavailableException doubted(int partition) {
    epochs.doubt(partition);
    link.doubt();
    return Epochs.unverified();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
