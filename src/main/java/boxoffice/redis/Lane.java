package boxoffice.redis;

import boxoffice.reservation.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The way of this instance's requests to Redis: one turn at a time, and whatever arrives while it
 * is under way goes together in the next. A lone request waits for nobody; a rush of thousands
 * costs one round trip for dozens of decisions. (Databases know it as group commit.)
 *
 * <p>One turn at a time also makes it easy to know when everything that was sent has been answered
 * or has failed, which a rebuild needs, and keeps a Redis that hangs from being flooded when it
 * wakes up.
 */
final class Lane {
  private final Decider decider;
  private final RedisLimits limits;
  private final Queue<Request> waiting = new ArrayDeque<>();
  private final Map<Long, Request> waitingLooks = new HashMap<>();
  private List<Request> sent = List.of();
  private boolean underWay;
  private long turns;

  Lane(Decider decider, RedisLimits limits) {
    this.decider = decider;
    this.limits = limits;
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
      CompletableFuture<Void> turn = decider.decide(batch);
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
      Request.fail(overdue, new UnavailableException("Redis did not answer in time"));
    }
  }

  /** How many requests wait for the next turn. */
  synchronized int waiting() {
    return waiting.size();
  }
}
