package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Which events the scheduled audit looks at, and when it gives up. */
@ResourceLock(value = Resources.SYSTEM_ERR, mode = ResourceAccessMode.READ)
class AuditScheduleTest {
  private static final int EVENTS = 2_500;

  private final RecordingBooks books = new RecordingBooks();

  @Test
  void everyEventIsLookedAtOnce() {
    audit(_ -> true).run();
    assertEquals(EVENTS, books.looked.size());
    assertEquals(EVENTS, new HashSet<>(books.looked).size());
  }

  @Test
  void onlyEventsOfItsOwnPartitionsAreLookedAt() {
    audit(partition -> partition == 3 || partition == 5).run();
    assertEquals(
        Set.of(3, 5), new HashSet<>(books.looked.stream().map(Partition::ofEvent).toList()));
    assertTrue(books.looked.size() > EVENTS / 10, () -> books.looked.size() + " events");
  }

  @Test
  void anEventThatCanNotBeLookedAtKeepsNoOtherPartitionWaiting() {
    books.unavailable.add(17L);
    audit(_ -> true).run();
    assertTrue(books.looked.size() > EVENTS * 9 / 10, () -> books.looked.size() + " events");
  }

  @Test
  void severalOfThemEndTheTurn() {
    LongStream.rangeClosed(1, EVENTS).forEach(books.unavailable::add);
    assertThrows(UnavailableException.class, audit(_ -> true)::run);
    assertEquals(3, books.failures);
  }

  private Audit audit(IntPredicate isMine) {
    CounterLook counter = (_, _) -> List.of();
    var settings = new AuditSettings(Duration.ofMinutes(1), 10);
    var nobody = new EventFeed(null, new NothingToMend());
    return new Audit(
        books,
        books,
        counter,
        new NothingToMend(),
        nobody,
        settings,
        isMine,
        Duration.ofSeconds(1));
  }

  /** Books that balance. */
  private static final class RecordingBooks implements LockedBooks {
    private final List<Long> looked = new ArrayList<>();
    private final Set<Long> unavailable = new TreeSet<>();
    private int failures;

    @Override
    public List<Long> eventIds(Page page) {
      return LongStream.rangeClosed(1, EVENTS)
          .map(n -> EVENTS + 1 - n)
          .filter(id -> id < page.before())
          .limit(page.limit())
          .boxed()
          .toList();
    }

    @Override
    public List<EventLook> look(List<Long> eventIds, int unsavedLimit, CounterLook counter) {
      if (eventIds.stream().anyMatch(unavailable::contains)) {
        failures++;
        throw new UnavailableException("locked");
      }
      assertEquals(1, eventIds.stream().map(Partition::ofEvent).distinct().count());
      looked.addAll(eventIds);
      return eventIds.stream().map(RecordingBooks::balanced).toList();
    }

    private static EventLook balanced(long id) {
      return new EventLook(
          new StoredEvent(id, "IU Concert", 5, 1),
          5,
          false,
          0,
          0,
          Optional.of(EventLook.Unsaved.NONE),
          new CountedEvent(id, 0, Optional.of(List.of()), Optional.empty()));
    }

    @Override
    public List<EventLook> lookAgain(List<Long> eventIds, int unsavedLimit, CounterLook counter) {
      throw new AssertionError("nothing is wrong");
    }
  }

  /** No ticket is touched by an audit that finds nothing. */
  private record NothingToMend() implements TicketCounter {
    @Override
    public ReserveOutcome reserve(
        long eventId, long userId, long id, Optional<String> keyDigest, Deadline deadline) {
      throw new AssertionError();
    }

    @Override
    public boolean cancel(Reservation reservation, Deadline deadline) {
      throw new AssertionError();
    }

    @Override
    public Optional<Event> event(long eventId, Deadline deadline) {
      throw new AssertionError();
    }

    @Override
    public Optional<NamedReservation> unsaved(long reservationId, Deadline deadline) {
      throw new AssertionError();
    }

    @Override
    public List<Reservation> unsavedOfUser(long userId, Deadline deadline) {
      throw new AssertionError();
    }

    @Override
    public void refresh(List<StoredEvent> events, Deadline deadline) {
      throw new AssertionError();
    }

    @Override
    public Optional<Integer> lower(StoredEvent event, Deadline deadline) {
      throw new AssertionError();
    }

    @Override
    public void unload(long eventId) {
      throw new AssertionError();
    }
  }
}
