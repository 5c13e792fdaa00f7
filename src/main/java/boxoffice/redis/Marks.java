package boxoffice.redis;

import boxoffice.reservation.Lease;
import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The marks of the partitions in one Redis process: {@code RUN_ID:epoch:RANDOM} where the state is
 * whole, {@code RUN_ID:rebuild:RANDOM} where it is being made whole. Under the latter, changes are
 * put back.
 */
final class Marks {
  private static final Script SET_VERIFIED = Script.ofWord("set_verified.lua");
  private static final Script PUT_BACK = Script.ofWord("put_back.lua");
  private static final int CHANGES_PER_CALL = 500;
  private static final String NOT_YET = "";

  private final RedisSession session;

  Marks(RedisSession session) {
    this.session = session;
  }

  /** All of them, by partition; an empty one where there is none. */
  List<String> read() {
    List<CompletionStage<String>> answers =
        IntStream.range(0, Partition.COUNT)
            .mapToObj(p -> (CompletionStage<String>) session.bulk().get(Keys.verified(p)))
            .toList();
    return answers.stream()
        .map(answer -> Optional.ofNullable(session.await(answer)).orElse(""))
        .toList();
  }

  /** Whether it says that this Redis process has the whole state. */
  boolean isEpoch(String mark) {
    return mark.startsWith(session.runId() + ":epoch:");
  }

  /** Whether it says that the state in this Redis process is being made whole. */
  boolean isRebuild(String mark) {
    return mark.startsWith(session.runId() + ":rebuild:");
  }

  /**
   * Begins a rebuild where this mark was seen.
   *
   * @return the new mark; empty if another instance was first
   */
  Optional<String> beginRebuild(int partition, String seen) {
    return replace(partition, seen, session.runId() + ":rebuild:" + UUID.randomUUID());
  }

  /** Says that the state is whole; without effect if another instance was first. */
  void endRebuild(int partition, String rebuild) {
    Optional<String> _ =
        replace(partition, rebuild, session.runId() + ":epoch:" + UUID.randomUUID());
  }

  private Optional<String> replace(int partition, String seen, String next) {
    String[] keys = {Keys.verified(partition), Keys.putBack(partition)};
    String answer = session.await(SET_VERIFIED.run(session.bulk(), keys, seen, next));
    return answer.equals("OK") ? Optional.of(next) : Optional.empty();
  }

  /**
   * Puts back all that an instance holds, and says there that it has.
   *
   * @throws UnavailableException when the mark is another one by now
   */
  void putBack(int partition, String rebuild, Lease lease, Collection<Reservation> held) {
    List<Reservation> changes = List.copyOf(held);
    for (int from = 0; from < changes.size(); from += CHANGES_PER_CALL) {
      int to = Math.min(from + CHANGES_PER_CALL, changes.size());
      putBack(partition, rebuild, NOT_YET, changes.subList(from, to));
    }
    putBack(partition, rebuild, Long.toString(lease.id()), List.of());
  }

  private void putBack(int partition, String rebuild, String by, List<Reservation> changes) {
    List<String> arguments = new ArrayList<>(2 + 2 * changes.size());
    arguments.add(rebuild);
    arguments.add(by);
    for (Reservation change : changes) {
      arguments.add(Long.toString(change.id()));
      arguments.add(ChangeFormat.write(change));
    }
    String[] keys = {
      Keys.verified(partition),
      Keys.unsaved(partition),
      Keys.unsavedByUser(partition),
      Keys.putBack(partition)
    };
    String answer =
        session.await(PUT_BACK.run(session.bulk(), keys, arguments.toArray(String[]::new)));
    if (!answer.equals("OK")) {
      throw new UnavailableException("Redis changed again while it was being made whole");
    }
  }

  /** Who has put back what it held, in the rebuild under way. */
  Set<Lease> havePutBack(int partition) {
    return session.await(session.bulk().smembers(Keys.putBack(partition))).stream()
        .map(id -> new Lease(Long.parseLong(id)))
        .collect(Collectors.toSet());
  }
}
