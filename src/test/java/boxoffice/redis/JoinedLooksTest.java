package boxoffice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.reservation.Deadline;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A crowd that looks at one event is one question to Redis. */
class JoinedLooksTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final int TICKETS = 500;
  private static final int CROWD = 100;

  /** Less would wait than the crowd is, and slowlog shows all the words of so few. */
  private static final RedisLimits LIMITS = new RedisLimits(4, 2, 1_000);

  /** Of a call to decide.lua: from its name up to the limit. */
  private static final int WORDS_BEFORE_REQUESTS = 8;

  private static final int WORDS_OF_A_REQUEST = 6;

  private final OwnRedis redis = new OwnRedis();
  private final RedisClient client = RedisClient.create();
  private final RedisSession session =
      RedisSession.open(client, RedisURI.create(redis.url()), A_MINUTE);
  private final ScriptRunner scripts = ScriptRunner.onSale(redis.commands(), TICKETS);
  private final CountDownLatch atGate = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Lane lane = lane();

  @AfterEach
  void end() {
    session.close();
    client.shutdown();
    redis.close();
  }

  /** Its first call waits at the gate. */
  private Lane lane() {
    var clock = new RedisClock();
    clock.observe(scripts.now());
    return new Lane(
        new Decider(
            () -> {
              atGate.countDown();
              await(gate);
              return Optional.of(session);
            },
            partition -> Optional.of(ScriptRunner.EPOCH),
            LIMITS::unsavedPerPartition,
            clock,
            change -> {},
            partition -> {},
            CallMeter.NONE),
        LIMITS);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Request look() {
    return Request.event(ScriptRunner.EVENT, Deadline.after(A_MINUTE));
  }

  /** Submits a reserve, which is then under way. */
  private CompletableFuture<Answer> reserveAtTheGate() {
    Request reserve = scripts.reserve(1, 17);
    Thread.startVirtualThread(
        () -> {
          var _ = lane.submit(reserve);
        });
    await(atGate);
    return reserve.answer();
  }

  @Test
  void aCrowdThatWaitsToLookAtOneEventIsAnsweredByOneQuestion() {
    CompletableFuture<Answer> reserved = reserveAtTheGate();
    List<CompletableFuture<Answer>> crowd =
        Stream.generate(() -> lane.submit(look())).limit(CROWD).toList();
    scripts.answer(look()); // from now on Redis knows the script by its digest
    redis.commands().configSet("slowlog-log-slower-than", "0");
    redis.commands().slowlogReset();

    gate.countDown();

    assertEquals(Answer.Reserved.class, reserved.join().getClass());
    var seen = new Answer.OnSale("IU Concert", TICKETS, TICKETS - 1);
    crowd.forEach(look -> assertEquals(seen, look.join()));
    assertEquals(2, questions());
  }

  @Test
  void whoGivesUpLeavesTheOthersTheirAnswer() {
    CompletableFuture<Answer> reserved = reserveAtTheGate();
    CompletableFuture<Answer> first = lane.submit(look());
    CompletableFuture<Answer> second = lane.submit(look());
    CompletableFuture<Answer> third = lane.submit(look());

    second.cancel(false);
    gate.countDown();

    reserved.join();
    assertEquals(first.join(), third.join());
  }

  @Test
  void aLookThatWasGivenUpIsNotJoined() {
    CompletableFuture<Answer> reserved = reserveAtTheGate();
    CompletableFuture<Answer> first = lane.submit(look());
    CompletableFuture<Answer> second = lane.submit(look());

    first.cancel(false);
    CompletableFuture<Answer> third = lane.submit(look());
    gate.countDown();

    reserved.join();
    assertThrows(CompletionException.class, second::join);
    assertFalse(third.join() instanceof Answer.Expired);
  }

  /** How many requests decide.lua has been sent. */
  private long questions() {
    return redis.commands().slowlogGet(1_000).stream()
        .map(entry -> (List<?>) ((List<?>) entry).get(3))
        .filter(words -> words.getFirst().toString().startsWith("EVAL"))
        .mapToLong(words -> (words.size() - WORDS_BEFORE_REQUESTS) / WORDS_OF_A_REQUEST)
        .sum();
  }
}
