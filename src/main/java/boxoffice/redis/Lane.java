package boxoffice.redis;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnavailableException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one partition's requests to Redis: one call at a time, and whatever arrives while it
 * is under way goes together in the next. A lone request waits for nobody; a rush of thousands
 * costs one round trip for dozens of decisions. (Databases know it as group commit.)
 *
 * <p>One call at a time also makes it easy to know when everything that was sent has been answered
 * or has failed, which a rebuild needs, and keeps a Redis that hangs from being flooded when it
 * wakes up.
 */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Script DECIDE = Script.ofList("decide.lua");

  private final String[] keys;
  private final Supplier<Optional<RedisSession>> session;
  private final Supplier<Optional<String>> epoch;
  private final LongSupplier unsavedLimit;
  private final RedisClock clock;
  private final RedisLimits limits;
  private final Consumer<Reservation> acknowledge;
  private final Runnable doubt;
  private final CallMeter meter;
  private final Queue<Request> waiting = new ArrayDeque<>();
  private List<Request> sent = List.of();
  private boolean underWay;

  /**
   * @param unsavedLimit the most unsaved changes with which the partition still sells
   * @param acknowledge holds a change in memory before the buyer is told
   * @param doubt says that Redis has another epoch than this instance believes
   */
  Lane(
      int partition,
      Supplier<Optional<RedisSession>> session,
      Supplier<Optional<String>> epoch,
      LongSupplier unsavedLimit,
      RedisClock clock,
      RedisLimits limits,
      Consumer<Reservation> acknowledge,
      Runnable doubt,
      CallMeter meter) {
    this.keys = Keys.journal(partition);
    this.session = session;
    this.epoch = epoch;
    this.unsavedLimit = unsavedLimit;
    this.clock = clock;
    this.limits = limits;
    this.acknowledge = acknowledge;
    this.doubt = doubt;
    this.meter = meter;
  }

  void submit(Request request) {
    synchronized (this) {
      if (waiting.size() >= limits.waitingRequests()) {
        throw new UnavailableException("too many requests wait for Redis");
      }
      waiting.add(request);
      if (underWay) {
        return;
      }
      underWay = true;
    }
    sendNext();
  }

  /** Waits until no call is under way. With the epoch doubted before, none begins either. */
  synchronized void awaitIdle(long millis) throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (underWay) {
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
      var call = new Call(batch, System.nanoTime());
      CompletableFuture<List<Object>> answers = send(batch);
      if (answers.isDone()) {
        var _ = answers.whenComplete((words, failure) -> settle(call, words, failure));
      } else {
        var _ =
            answers.whenComplete(
                (words, failure) -> {
                  settle(call, words, failure);
                  sendNext();
                });
        return;
      }
    }
  }

  /** Up to a batch of those who still wait for an answer; none ends the turn. */
  private synchronized List<Request> nextBatch() {
    List<Request> batch = new ArrayList<>();
    while (batch.size() < limits.requestsPerCall() && !waiting.isEmpty()) {
      Request request = waiting.remove();
      if (!request.answer().isDone()) {
        batch.add(request);
      }
    }
    if (batch.isEmpty()) {
      underWay = false;
      notifyAll();
    }
    sent = batch;
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

  private CompletableFuture<List<Object>> send(List<Request> batch) {
    Optional<RedisSession> open = session.get();
    Optional<String> believed = epoch.get();
    if (open.isEmpty() || believed.isEmpty()) {
      return CompletableFuture.failedFuture(new NotSentException());
    }
    return DECIDE
        .<List<Object>>run(
            open.get().decisions(),
            keys,
            words -> {
              words.add(believed.get()).add(unsavedLimit.getAsLong());
              batch.forEach(request -> request.addTo(words, clock));
            })
        .toCompletableFuture();
  }

  /** Gives every request of the batch its answer, whatever happens: the lane must go on. */
  private void settle(Call call, @Nullable List<Object> answers, @Nullable Throwable failure) {
    List<Request> batch = call.requests;
    if (!(failure instanceof NotSentException)) {
      meter.decided(batch.size(), answers != null, System.nanoTime() - call.begin);
    }
    try {
      if (answers != null) {
        settle(batch, answers);
      } else if (failure instanceof NotSentException notSent) {
        fail(batch, notSent);
      } else {
        fail(batch, new UnavailableException("the answer of Redis was lost: " + failure));
      }
    } catch (Throwable e) {
      log.error("an answer of decide.lua could not be taken", e);
      fail(batch, new UnavailableException("Redis answered something else"));
    }
  }

  private void settle(List<Request> batch, List<Object> answers) {
    long micros = Long.parseLong((String) answers.get(0));
    clock.observe(micros);
    if (answers.get(1).equals("UNVERIFIED")) {
      doubt.run();
      fail(batch, new NotSentException());
      return;
    }
    Instant now = ChangeFormat.instant(micros);
    for (int i = 0; i < batch.size(); i++) {
      Request request = batch.get(i);
      Answer answer = Answer.read(answers.get(i + 1), request, now);
      answer.acknowledged().ifPresent(acknowledge); // before the buyer is told
      request.answer().complete(answer);
    }
  }

  private static void fail(List<Request> batch, UnavailableException failure) {
    batch.forEach(request -> request.answer().completeExceptionally(failure));
  }

  /** How many requests wait for the next call. */
  synchronized int waiting() {
    return waiting.size();
  }

  private record Call(List<Request> requests, long begin) {}

  /** Nothing ran, and nothing will. */
  static final class NotSentException extends UnavailableException {
    private static final long serialVersionUID = 1L;

    NotSentException() {
      super("Redis is away, or has come back different and is being checked");
    }
  }
}
