package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.redis.Decider.NotSentException;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.Partition;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits goes together, whatever events it is for. */
class LaneTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final RedisLimits LIMITS = new RedisLimits(256, 1_000, 1_000);

  /** One in each partition. */
  private static final List<Long> EVENTS =
      LongStream.range(1, 1 + Partition.COUNT).boxed().toList();

  private final OwnRedis redis = new OwnRedis();
  private final RedisClient client = RedisClient.create();
  private final RedisSession session =
      RedisSession.open(client, RedisURI.create(redis.url()), A_MINUTE);
  private final Set<Integer> doubted = ConcurrentHashMap.newKeySet();
  private final Semaphore turns = new Semaphore(0);
  private final Semaphore atGate = new Semaphore(0);
  private final Lane lane = lane();

  /** Each of its turns has to be let through the gate. */
  private Lane lane() {
    var clock = new RedisClock();
    clock.observe(ScriptRunner.onSale(redis.commands(), 1).now());
    return new Lane(
        new Decider(
            () -> {
              atGate.release();
              turns.acquireUninterruptibly();
              return Optional.of(session);
            },
            partition ->
                doubted.contains(partition) ? Optional.empty() : Optional.of(ScriptRunner.EPOCH),
            LIMITS::unsavedPerPartition,
            clock,
            change -> {},
            doubted::add,
            CallMeter.NONE),
        LIMITS);
  }

  @BeforeEach
  void putOnSale() {
    for (long event : EVENTS) {
      int partition = Partition.ofEvent(event);
      redis.commands().set(Keys.verified(partition), ScriptRunner.EPOCH);
      String key = Keys.event(partition, event);
      redis.commands().hset(key, "epoch", ScriptRunner.EPOCH);
      redis.commands().hset(key, "name", "Event " + event);
      redis.commands().hset(key, "total", "1");
    }
  }

  @AfterEach
  void end() {
    turns.release(1_000); // whoever is at the gate still
    session.close();
    client.shutdown();
    redis.close();
  }

  private static Request reserve(long event) {
    long id = Partition.reservationId(1_000 + event, Partition.ofEvent(event));
    return Request.reserve(event, 1, id, Optional.empty(), Deadline.after(A_MINUTE));
  }

  private static Request look(long event) {
    return Request.event(event, Deadline.after(A_MINUTE));
  }

  /** Submits it from elsewhere, since who begins a turn is held up at the gate. */
  private CompletableFuture<Answer> submitted(Request request) {
    Thread.startVirtualThread(
        () -> {
          var _ = lane.submit(request);
        });
    return request.answer();
  }

  /** A turn of this one alone is at the gate. */
  private CompletableFuture<Answer> heldAtGate(Request request) {
    CompletableFuture<Answer> answer = submitted(request);
    atGate.acquireUninterruptibly();
    return answer;
  }

  private long readsOfRedis() {
    return redis
        .commands()
        .info("stats")
        .lines()
        .filter(line -> line.startsWith("total_reads_processed:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsForSeveralPartitionsIsWrittenAtOnce() {
    turns.release();
    submitted(look(1)).join(); // from now on Redis knows the script
    atGate.acquireUninterruptibly();
    CompletableFuture<Answer> first = heldAtGate(look(1));
    List<CompletableFuture<Answer>> reserved =
        EVENTS.stream().map(event -> lane.submit(reserve(event))).toList();
    long before = readsOfRedis();

    turns.release(2);

    assertInstanceOf(Answer.OnSale.class, first.join());
    reserved.forEach(answer -> assertInstanceOf(Answer.Reserved.class, answer.join()));
    long ownLook = 1;
    assertEquals(2, readsOfRedis() - before - ownLook, "a read for the look, one for all the rest");
  }

  @Test
  void onePartitionThatIsNotBelievedHoldsUpNoOther() {
    CompletableFuture<Answer> first = heldAtGate(look(1));
    CompletableFuture<Answer> ofDoubted = lane.submit(reserve(2));
    CompletableFuture<Answer> ofBelieved = lane.submit(reserve(3));
    doubted.add(Partition.ofEvent(2));

    turns.release(2);

    first.join();
    var failure = assertThrows(CompletionException.class, ofDoubted::join);
    assertInstanceOf(NotSentException.class, failure.getCause());
    assertInstanceOf(Answer.Reserved.class, ofBelieved.join());
  }

  @Test
  void aPartitionThatRedisKnowsByAnotherEpochIsDoubtedAlone() {
    redis.commands().set(Keys.verified(Partition.ofEvent(2)), "another");
    CompletableFuture<Answer> first = heldAtGate(look(1));
    CompletableFuture<Answer> ofAnother = lane.submit(reserve(2));
    CompletableFuture<Answer> ofBelieved = lane.submit(reserve(3));

    turns.release(2);

    first.join();
    assertThrows(CompletionException.class, ofAnother::join);
    assertInstanceOf(Answer.Reserved.class, ofBelieved.join());
    assertEquals(Set.of(Partition.ofEvent(2)), doubted);
  }

  @Test
  void whatWasSentIsWaitedForAndNoMore() throws Exception {
    CompletableFuture<Answer> sent = heldAtGate(look(1));
    CompletableFuture<Answer> later = lane.submit(look(2));
    assertThrows(TimeoutException.class, () -> lane.awaitAnswers(50));

    turns.release(); // the next turn stays at the gate
    lane.awaitAnswers(A_MINUTE.toMillis());

    assertTrue(sent.isDone());
    assertFalse(later.isDone());
  }
}
