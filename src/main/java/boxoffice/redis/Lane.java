package boxoffice.redis;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnavailableException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of this instance's requests to Redis: one turn at a time, and whatever arrives while it
 * is under way goes together in the next. A lone request waits for nobody; a rush of thousands
 * costs one round trip for dozens of decisions. (Databases know it as group commit.)
 *
 * <p>A turn has one call for each partition that is asked, all written at once: Redis reads them
 * together, and flushes what they changed once for all.
 *
 * <p>One turn at a time also makes it easy to know when everything that was sent has been answered
 * or has failed, which a rebuild needs, and keeps a Redis that hangs from being flooded when it
 * wakes up.
 */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Script DECIDE = Script.ofList("decide.lua");

  private final Supplier<Optional<RedisSession>> session;
  private final IntFunction<Optional<String>> epochs;
  private final LongSupplier unsavedLimit;
  private final RedisClock clock;
  private final RedisLimits limits;
  private final Consumer<Reservation> acknowledge;
  private final IntConsumer doubt;
  private final CallMeter meter;
  private final Queue<Request> waiting = new ArrayDeque<>();
  private final Map<Long, Request> waitingLooks = new HashMap<>();
  private List<Request> sent = List.of();
  private boolean underWay;
  private long turns;

  /**
   * @param epochs the epoch of a partition that this instance believes, if it believes one
   * @param unsavedLimit the most unsaved changes with which a partition still sells
   * @param acknowledge holds a change in memory before the buyer is told
   * @param doubt says that Redis has another epoch of the partition than this instance believes
   */
  Lane(
      Supplier<Optional<RedisSession>> session,
      IntFunction<Optional<String>> epochs,
      LongSupplier unsavedLimit,
      RedisClock clock,
      RedisLimits limits,
      Consumer<Reservation> acknowledge,
      IntConsumer doubt,
      CallMeter meter) {
    this.session = session;
    this.epochs = epochs;
    this.unsavedLimit = unsavedLimit;
    this.clock = clock;
    this.limits = limits;
    this.acknowledge = acknowledge;
    this.doubt = doubt;
    this.meter = meter;
  }

  /**
   * Sends it in the next turn. Who looks at an event joins whoever waits to look at it: the turn is
   * still to come, so its answer is as new for both.
   */
  CompletableFuture<Answer> submit(Request request) {
    synchronized (this) {
      Request same = request.isLook() ? waitingLooks.get(request.event()) : null;
      if (same != null && !same.answer().isDone()) {
        return same.answer().copy(); // which one may give up without the other
      }
      if (waiting.size() >= limits.waitingRequests()) {
        throw new UnavailableException("too many requests wait for Redis");
      }
      waiting.add(request);
      if (request.isLook()) {
        waitingLooks.put(request.event(), request);
      }
      if (underWay) {
        return request.answer();
      }
      underWay = true;
    }
    sendNext();
    return request.answer();
  }

  /**
   * Waits until all that has been sent so far was answered or has failed. Of a partition that was
   * doubted before, nothing is sent after that.
   */
  synchronized void awaitAnswers(long millis) throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + millis * 1_000_000;
    long now = turns;
    while (underWay && turns == now) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new TimeoutException("a call to Redis is still under way");
      }
      wait(left);
    }
  }

  /**
   * A loop, because a closed connection fails each call at once, and a rush would nest too deep.
   */
  private void sendNext() {
    for (List<Request> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
      CompletableFuture<Void> turn = send(batch);
      if (!turn.isDone()) {
        var _ = turn.thenRun(this::sendNext);
        return;
      }
    }
  }

  /** Up to a batch of those who still wait for an answer; none ends the turn. */
  private synchronized List<Request> nextBatch() {
    List<Request> batch = new ArrayList<>();
    while (batch.size() < limits.requestsPerCall() && !waiting.isEmpty()) {
      Request request = waiting.remove();
      if (request.isLook()) {
        waitingLooks.remove(request.event(), request);
      }
      if (!request.answer().isDone()) {
        batch.add(request);
      }
    }
    underWay = !batch.isEmpty();
    sent = batch;
    turns++;
    notifyAll();
    return batch;
  }

  /** Tells whose deadline has passed that there is no answer; who was not sent never will be. */
  void failOverdue() {
    List<Request> overdue;
    synchronized (this) {
      overdue = Stream.concat(sent.stream(), waiting.stream()).filter(Request::isOverdue).toList();
    }
    if (!overdue.isEmpty()) {
      fail(overdue, new UnavailableException("Redis did not answer in time"));
    }
  }

  /** Ends when each request of the batch has its answer; never fails. */
  private CompletableFuture<Void> send(List<Request> batch) {
    Optional<RedisSession> open = session.get();
    if (open.isEmpty()) {
      fail(batch, new NotSentException());
      return CompletableFuture.completedFuture(null);
    }
    List<Call> calls = calls(batch);
    List<CompletionStage<List<Object>>> answers =
        DECIDE.runTogether(open.get().decisions(), calls.stream().map(this::input).toList());
    var settled = new CompletableFuture<?>[calls.size()];
    for (int i = 0; i < settled.length; i++) {
      Call call = calls.get(i);
      settled[i] =
          answers
              .get(i)
              .handle(
                  (words, failure) -> {
                    settle(call, words, failure);
                    return call;
                  })
              .toCompletableFuture();
    }
    return CompletableFuture.allOf(settled);
  }

  /** One for each partition that is believed, its requests in their order. */
  private List<Call> calls(List<Request> batch) {
    Map<Integer, List<Request>> byPartition =
        batch.stream().collect(Collectors.groupingBy(Request::partition));
    List<Call> calls = new ArrayList<>();
    byPartition.forEach(
        (partition, requests) ->
            epochs
                .apply(partition)
                .ifPresentOrElse(
                    epoch -> calls.add(new Call(partition, epoch, requests, System.nanoTime())),
                    () -> fail(requests, new NotSentException())));
    return calls;
  }

  private Script.Input input(Call call) {
    return new Script.Input(
        List.of(Keys.journal(call.partition)),
        words -> {
          words.add(call.epoch).add(unsavedLimit.getAsLong());
          call.requests.forEach(request -> request.addTo(words, clock));
        });
  }

  /** Gives every request of the call its answer, whatever happens: the lane must go on. */
  private void settle(Call call, @Nullable List<Object> answers, @Nullable Throwable failure) {
    List<Request> requests = call.requests;
    meter.decided(requests.size(), answers != null, System.nanoTime() - call.begin);
    try {
      if (answers != null) {
        settle(call, answers);
      } else {
        fail(requests, new UnavailableException("the answer of Redis was lost: " + failure));
      }
    } catch (Throwable e) {
      log.error("an answer of decide.lua could not be taken", e);
      fail(requests, new UnavailableException("Redis answered something else"));
    }
  }

  private void settle(Call call, List<Object> answers) {
    List<Request> requests = call.requests;
    long micros = Long.parseLong((String) answers.get(0));
    clock.observe(micros);
    if (answers.get(1).equals("UNVERIFIED")) {
      doubt.accept(call.partition);
      fail(requests, new NotSentException());
      return;
    }
    Instant now = ChangeFormat.instant(micros);
    for (int i = 0; i < requests.size(); i++) {
      Request request = requests.get(i);
      Answer answer = Answer.read(answers.get(i + 1), request, now);
      answer.acknowledged().ifPresent(acknowledge); // before the buyer is told
      request.answer().complete(answer);
    }
  }

  private static void fail(List<Request> requests, UnavailableException failure) {
    requests.forEach(request -> request.answer().completeExceptionally(failure));
  }

  /** How many requests wait for the next turn. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** What one partition is asked in a turn. */
  private record Call(int partition, String epoch, List<Request> requests, long begin) {}

  /** Nothing ran, and nothing will. */
  static final class NotSentException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    NotSentException() {
      super("Redis is away, or has come back different and is being checked");
    }
  }
}
