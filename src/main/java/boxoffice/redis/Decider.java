package boxoffice.redis;

import boxoffice.reservation.Reservation;
import boxoffice.reservation.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has requests decided by decide.lua, and gives each its answer: one call for each partition that
 * is asked, all written at once, so that Redis reads them together, and flushes what they changed
 * once for all.
 */
final class Decider {
  private static final Logger log = LoggerFactory.getLogger(Decider.class);
  private static final Script DECIDE = Script.ofList("decide.lua");

  private final Supplier<Optional<RedisSession>> session;
  private final IntFunction<Optional<String>> epochs;
  private final LongSupplier unsavedLimit;
  private final RedisClock clock;
  private final Consumer<Reservation> acknowledge;
  private final IntConsumer doubt;
  private final CallMeter meter;

  /**
   * @param epochs the epoch of a partition that this instance believes, if it believes one
   * @param unsavedLimit the most unsaved changes with which a partition still sells
   * @param acknowledge holds a change in memory before the buyer is told
   * @param doubt says that Redis has another epoch of the partition than this instance believes
   */
  Decider(
      Supplier<Optional<RedisSession>> session,
      IntFunction<Optional<String>> epochs,
      LongSupplier unsavedLimit,
      RedisClock clock,
      Consumer<Reservation> acknowledge,
      IntConsumer doubt,
      CallMeter meter) {
    this.session = session;
    this.epochs = epochs;
    this.unsavedLimit = unsavedLimit;
    this.clock = clock;
    this.acknowledge = acknowledge;
    this.doubt = doubt;
    this.meter = meter;
  }

  /** Ends when each request of the batch has its answer; never fails. */
  CompletableFuture<Void> decide(List<Request> batch) {
    Optional<RedisSession> open = session.get();
    if (open.isEmpty()) {
      Request.fail(batch, new NotSentException());
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
                    () -> Request.fail(requests, new NotSentException())));
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

  /**
   * Gives every request of the call its answer, whatever happens: whoever waits for all must go on.
   */
  private void settle(Call call, @Nullable List<Object> answers, @Nullable Throwable failure) {
    List<Request> requests = call.requests;
    try {
      meter.decided(requests.size(), answers != null, System.nanoTime() - call.begin);
      if (answers != null) {
        settle(call, answers);
      } else {
        Request.fail(
            requests, new UnavailableException("the answer of Redis was lost: " + failure));
      }
    } catch (Throwable e) {
      log.error("an answer of decide.lua could not be taken", e);
      Request.fail(requests, new UnavailableException("Redis answered something else"));
    }
  }

  private void settle(Call call, List<Object> answers) {
    List<Request> requests = call.requests;
    long micros = Long.parseLong((String) answers.get(0));
    clock.observe(micros);
    if (answers.get(1).equals("UNVERIFIED")) {
      doubt.accept(call.partition);
      Request.fail(requests, new NotSentException());
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
