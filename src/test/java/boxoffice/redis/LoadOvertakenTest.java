package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestWorld;
import boxoffice.postgres.Database;
import boxoffice.postgres.DatabaseSettings;
import boxoffice.postgres.EventSnapshotReader;
import boxoffice.postgres.LeaseTable;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.Event;
import boxoffice.reservation.EventSnapshots;
import boxoffice.reservation.Membership;
import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.StoredEvent;
import boxoffice.reservation.TicketCounter;
import boxoffice.reservation.UnavailableException;
import boxoffice.reservation.WriteBehind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Something changes after a load has read PostgreSQL and before it has published. */
class LoadOvertakenTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private TestWorld world;
  private TestApp app;
  private Database database;
  private long event;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    app = TestApp.start(world, Map.of());
    Map<String, String> env = world.environment();
    Duration wait = Duration.ofSeconds(5);
    database =
        new Database(
            new DatabaseSettings(
                env.get("DATABASE_URL"),
                env.get("DATABASE_USER"),
                env.get("DATABASE_PASSWORD"),
                2,
                4,
                wait,
                wait,
                wait));
    event = app.newEvent(5);
  }

  @AfterEach
  void end() {
    database.close();
    app.close();
    world.close();
  }

  /** Loads the event by a second link, with something in between, and tells what it sees then. */
  private Event loadedAround(Runnable inBetween) {
    var snapshots = new Interrupted(new EventSnapshotReader(database), inBetween);
    var membership = new Membership(new LeaseTable(database), Duration.ofSeconds(3), () -> true);
    membership.join();
    try (var redis =
        new Redis(world.environment().get("REDIS_URL"), Duration.ofSeconds(5), CallMeter.NONE)) {
      TicketCounter tickets =
          redis.start(new RedisLimits(256, 1_000, 1_000), new NothingHeld(), membership, snapshots);
      Eventually.eventually("the second link is up", () -> redis.state() == Redis.State.UP);
      Event loaded = patiently(() -> tickets.event(event, Deadline.after(PATIENCE)).orElseThrow());
      assertTrue(snapshots.reads.get() > 0, "the second link did not load it");
      return loaded;
    } finally {
      membership.leave();
    }
  }

  private static Event patiently(Supplier<Event> request) {
    AtomicReference<Event> answer = new AtomicReference<>();
    Eventually.eventually(
        "Redis is believed",
        () -> {
          try {
            answer.set(request.get());
            return true;
          } catch (UnavailableException e) {
            return false;
          }
        });
    return answer.get();
  }

  @Test
  void anEmptiedRedisTakesNoLoadFromBefore() {
    long kim = app.newUser();

    Event seen =
        loadedAround(
            () -> {
              app.reserved(event, kim);
              Eventually.eventually("it is saved", () -> Rush.unsaved(world.redis()) == 0);
              world.redis().flushall();
            });

    assertEquals(4, seen.availableTickets());
    Eventually.eventually("it sells again", () -> app.reserve(event, kim).statusCode() == 409);
  }

  @Test
  void aHigherTotalIsNotOverwritten() {
    Event seen = loadedAround(() -> app.patch("/events/" + event, "{\"totalTickets\":9}"));

    assertEquals(9, seen.totalTickets());
    assertEquals(9, app.available(event));
  }

  @Test
  void aLowerTotalIsNotOverwritten() {
    Event seen = loadedAround(() -> app.patch("/events/" + event, "{\"totalTickets\":2}"));

    assertEquals(2, seen.totalTickets());
    assertEquals(2, app.available(event));
  }

  @Test
  void aSaleByAnotherInstanceIsNotForgotten() {
    long kim = app.newUser();

    Event seen = loadedAround(() -> app.reserved(event, kim));

    assertEquals(4, seen.availableTickets());
    assertEquals(409, app.reserve(event, kim).statusCode());
  }

  @Test
  void aReservationSavedMeanwhileByAnInstanceThatUnloadedIsNotForgotten() {
    long kim = app.newUser();

    Event seen =
        loadedAround(
            () -> {
              app.reserved(event, kim);
              Eventually.eventually("it is saved", () -> Rush.unsaved(world.redis()) == 0);
              world.redis().unlink(Keys.event(Partition.ofEvent(event), event));
            });

    assertEquals(4, seen.availableTickets());
  }

  /** Reads, and then lets something happen, the first time. */
  private static final class Interrupted implements EventSnapshots {
    private final EventSnapshots snapshots;
    private final Runnable inBetween;
    private final AtomicInteger reads = new AtomicInteger();

    Interrupted(EventSnapshots snapshots, Runnable inBetween) {
      this.snapshots = snapshots;
      this.inBetween = inBetween;
    }

    @Override
    public boolean exists(long eventId) {
      return snapshots.exists(eventId);
    }

    @Override
    public Optional<StoredEvent> read(
        long eventId, Collection<Reservation> unsaved, HolderConsumer holders) {
      Optional<StoredEvent> read = snapshots.read(eventId, unsaved, holders);
      if (reads.getAndIncrement() == 0) {
        inBetween.run();
      }
      return read;
    }
  }

  private static final class NothingHeld implements WriteBehind {
    @Override
    public void accept(Reservation change) {}

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public Collection<Reservation> held(int partition) {
      return List.of();
    }

    @Override
    public void surrender() {}

    @Override
    public Queue<Reservation> surrendered() {
      return new ArrayDeque<>();
    }
  }
}
