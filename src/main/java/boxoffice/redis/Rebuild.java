package boxoffice.redis;

import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnavailableException;
import boxoffice.reservation.WriteBehind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a partition's state in Redis may be believed, and makes it whole where it may
 * not.
 *
 * <p>The partition's mark is its epoch, which begins with the run id of the Redis process it was
 * set for. A mark of another process, or none, means that Redis was restarted, replaced or emptied
 * and may have lost what it had promised. Then, in this order: everything that was sent has been
 * answered or has failed; what this instance holds is put back into the journal; a new epoch is
 * set. Every event was loaded in an older epoch and is thereby unloaded: it is loaded again, from
 * PostgreSQL and the journal, at its next use.
 */
final class Rebuild {
  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
  private static final Script SET_VERIFIED = Script.ofWord("set_verified.lua");
  private static final Script PUT_BACK = Script.ofWord("put_back.lua");
  private static final int CHANGES_PER_CALL = 500;
  private static final long IDLE_MILLIS = 2_000;

  private final Epochs epochs;
  private final IntFunction<Lane> lanes;
  private final WriteBehind writeBehind;

  /** The first look of a process finds what another one left, which is no event. */
  private boolean verifiedOnce;

  Rebuild(Epochs epochs, IntFunction<Lane> lanes, WriteBehind writeBehind) {
    this.epochs = epochs;
    this.lanes = lanes;
    this.writeBehind = writeBehind;
  }

  /** Believes each partition again, after a rebuild where one is needed. */
  void verify(RedisSession session) throws InterruptedException, TimeoutException {
    int rebuilt = 0;
    int putBack = 0;
    List<CompletionStage<String>> marks = marks(session);
    for (int partition = 0; partition < Partition.COUNT; partition++) {
      String seen = Objects.requireNonNullElse(session.await(marks.get(partition)), "");
      if (seen.startsWith(session.runId() + ":epoch:")) {
        epochs.believe(partition, seen);
      } else {
        putBack += rebuild(session, partition, seen);
        rebuilt++;
      }
    }
    if (rebuilt > 0 && verifiedOnce) {
      log.info(
          "Redis is another process than before, or was emptied: {} unsaved changes were put back,"
              + " events are loaded again from PostgreSQL at their next use",
          putBack);
    }
    verifiedOnce = true;
  }

  private int rebuild(RedisSession session, int partition, String seen)
      throws InterruptedException, TimeoutException {
    epochs.doubt(partition);
    lanes.apply(partition).awaitIdle(IDLE_MILLIS);
    String rebuilding = session.runId() + ":rebuild:" + UUID.randomUUID();
    replaceMark(session, partition, seen, rebuilding);
    Collection<Reservation> held = writeBehind.held(partition);
    putBack(session, partition, rebuilding, held);
    String epoch = session.runId() + ":epoch:" + UUID.randomUUID();
    replaceMark(session, partition, rebuilding, epoch);
    epochs.believe(partition, epoch);
    return held.size();
  }

  private void putBack(
      RedisSession session, int partition, String rebuilding, Collection<Reservation> held) {
    List<String> arguments = new ArrayList<>();
    for (Reservation change : held) {
      arguments.add(Long.toString(change.id()));
      arguments.add(ChangeFormat.write(change));
      if (arguments.size() == 2 * CHANGES_PER_CALL) {
        sendBack(session, partition, rebuilding, arguments);
        arguments.clear();
      }
    }
    if (!arguments.isEmpty()) {
      sendBack(session, partition, rebuilding, arguments);
    }
  }

  private static void sendBack(
      RedisSession session, int partition, String rebuilding, List<String> changes) {
    List<String> arguments = new ArrayList<>(changes);
    arguments.addFirst(rebuilding);
    expectOk(
        session.await(
            PUT_BACK.run(session.bulk(), keys(partition), arguments.toArray(String[]::new))));
  }

  private static void replaceMark(RedisSession session, int partition, String seen, String next) {
    expectOk(session.await(SET_VERIFIED.run(session.bulk(), keys(partition), seen, next)));
  }

  private static void expectOk(String answer) {
    if (!answer.equals("OK")) {
      throw new UnavailableException("Redis changed again while it was being checked");
    }
  }

  /** Asked for all at once: buyers wait for the last of them. */
  private static List<CompletionStage<String>> marks(RedisSession session) {
    return IntStream.range(0, Partition.COUNT)
        .<CompletionStage<String>>mapToObj(p -> session.bulk().get(Keys.verified(p)))
        .toList();
  }

  private static String[] keys(int partition) {
    return new String[] {Keys.verified(partition), Keys.unsaved(partition)};
  }
}
