package boxoffice.redis;

import boxoffice.reservation.Deadline;
import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnsavedChanges;
import io.lettuce.core.KeyValue;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ValueScanCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The unsaved changes, which decide.lua writes in the same step as the decision. */
final class RedisJournal implements UnsavedChanges {
  private static final Script SAVED = Script.ofWord("saved.lua");
  private static final Script OF_USER = Script.ofList("unsaved_of_user.lua");
  private static final int CHANGES_PER_CALL = 500;

  /**
   * Not too many, for whoever reads from the journal waits until they are struck out; not too few,
   * for each call costs Redis a write to its disk.
   */
  private static final int SAVED_PER_CALL = 300;

  private final RedisLink link;
  private final Epochs epochs;
  private final RedisClock clock;

  RedisJournal(RedisLink link, Epochs epochs, RedisClock clock) {
    this.link = link;
    this.epochs = epochs;
    this.clock = clock;
  }

  /** In turns: a piece of each partition's, and the next when all have answered. */
  @Override
  public void saved(Collection<Reservation> changes) {
    RedisSession session = link.require();
    List<Deque<List<Reservation>>> partitions =
        changes.stream()
            .collect(Collectors.groupingBy(change -> Partition.ofReservation(change.id())))
            .values()
            .stream()
            .<Deque<List<Reservation>>>map(RedisJournal::pieces)
            .toList();
    List<CompletionStage<String>> answers;
    do {
      answers =
          partitions.stream()
              .filter(pieces -> !pieces.isEmpty())
              .map(pieces -> strikeOut(session, pieces.remove()))
              .toList();
      answers.forEach(session::await);
    } while (!answers.isEmpty());
  }

  private static Deque<List<Reservation>> pieces(List<Reservation> changes) {
    return changes.stream()
        .gather(Gatherers.windowFixed(SAVED_PER_CALL))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private static CompletionStage<String> strikeOut(
      RedisSession session, List<Reservation> changes) {
    int partition = Partition.ofReservation(changes.getFirst().id());
    return SAVED.run(
        session.bulk(),
        Keys.journal(partition),
        words ->
            changes.forEach(
                change ->
                    words
                        .add(change.id())
                        .add(change.eventId())
                        .add(change.userId())
                        .add(ChangeFormat.write(change))));
  }

  @Override
  public Taken takeCancelsOf(Collection<Long> eventIds, Holder holder) {
    Map<Integer, String> before = epochs.require(eventIds.stream().map(Partition::ofEvent));
    List<Reservation> cancels =
        eventIds.stream()
            .flatMap(eventId -> ofEvent(eventId).stream())
            .filter(change -> !change.isConfirmed())
            .toList();
    return new Taken(cancels, hold(cancels, holder, before));
  }

  /** What is held before the epoch is doubted, a rebuild puts back; else it is not taken. */
  private Runnable hold(List<Reservation> changes, Holder holder, Map<Integer, String> before) {
    Runnable letGo = holder.hold(changes);
    if (!epochs.stillAre(before)) {
      letGo.run();
      throw Epochs.unverified();
    }
    return letGo;
  }

  /** The changes of one event. Whatever was there all the while is among them. */
  List<Reservation> ofEvent(long eventId) {
    int partition = Partition.ofEvent(eventId);
    RedisSession session = link.require();
    String key = Keys.unsavedOfEvent(partition, eventId);
    List<Reservation> found = new ArrayList<>();
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      ValueScanCursor<String> page =
          session.await(
              session.bulk().sscan(key, cursor, ScanArgs.Builder.limit(CHANGES_PER_CALL)));
      found.addAll(read(session, partition, page.getValues()));
      cursor = page;
    } while (!cursor.isFinished());
    return found;
  }

  private static List<Reservation> read(RedisSession session, int partition, List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return session
        .await(session.bulk().hmget(Keys.unsaved(partition), ids.toArray(String[]::new)))
        .stream()
        .filter(KeyValue::hasValue)
        .map(entry -> ChangeFormat.read(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The changes of one user, from every partition at once. */
  List<Reservation> ofUser(long userId, Deadline deadline) {
    RedisSession session = link.require();
    List<CompletionStage<List<String>>> answers = new ArrayList<>();
    for (int partition = 0; partition < Partition.COUNT; partition++) {
      answers.add(
          OF_USER.run(
              session.bulk(),
              Keys.journal(partition),
              epochs.require(partition),
              Long.toString(userId)));
    }
    List<Reservation> found = new ArrayList<>();
    for (CompletionStage<List<String>> answer : answers) {
      List<String> words = RedisSession.await(answer, deadline.remaining());
      if (words.size() == 1) {
        link.doubt();
        throw Epochs.unverified();
      }
      for (int i = 0; i < words.size(); i += 2) {
        found.add(ChangeFormat.read(words.get(i), words.get(i + 1)));
      }
    }
    return found;
  }

  @Override
  public Stream<Untaken> olderThan(Duration age, IntPredicate partitions, int batchSize) {
    long before = clock.nowMicros() - age.toNanos() / 1_000;
    return IntStream.range(0, Partition.COUNT)
        .filter(partitions)
        .boxed()
        .flatMap(partition -> olderThan(before, partition, batchSize));
  }

  private Stream<Untaken> olderThan(long beforeMicros, int partition, int batchSize) {
    Map<Integer, String> epoch = epochs.require(Stream.of(partition));
    return Stream.of(partition)
        .<Map<String, String>>mapMulti((scanned, pages) -> scan(scanned, batchSize, pages))
        .map(
            page ->
                page.entrySet().stream()
                    .map(entry -> ChangeFormat.read(entry.getKey(), entry.getValue()))
                    .filter(change -> ChangeFormat.micros(change.modifiedAt()) < beforeMicros)
                    .toList())
        .filter(old -> !old.isEmpty())
        .map(old -> holder -> new Taken(old, hold(old, holder, epoch)));
  }

  /** Hands over one page after the other. */
  private void scan(int partition, int size, Consumer<Map<String, String>> pages) {
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      MapScanCursor<String, String> page = page(partition, cursor, size);
      pages.accept(page.getMap());
      cursor = page;
    } while (!cursor.isFinished());
  }

  private MapScanCursor<String, String> page(int partition, ScanCursor cursor, int size) {
    RedisSession session = link.require();
    return session.await(
        session.bulk().hscan(Keys.unsaved(partition), cursor, ScanArgs.Builder.limit(size)));
  }

  @Override
  public Instant now() {
    return ChangeFormat.instant(clock.nowMicros());
  }
}
