package boxoffice.chaos;

import boxoffice.chaos.Call.Kind;
import boxoffice.chaos.Call.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Asks one thing at a time, of any instance, and writes down each request and what it became. */
final class Client implements AutoCloseable {
  private static final HttpAnswer NONE = new HttpAnswer(0, "", "");

  private final int number;
  private final List<HttpLine> lines;
  private final Queue<String> nonsense;
  private final List<Call> calls = new ArrayList<>();

  /**
   * @param ports of the instances
   * @param nonsense takes answers that the contract does not know, to be shown
   */
  Client(int number, List<Integer> ports, Queue<String> nonsense) {
    this.number = number;
    this.lines = ports.stream().map(HttpLine::new).toList();
    this.nonsense = nonsense;
  }

  /** Empty if the instance could not be reached: then nothing was asked. */
  Optional<Call> ask(int instance, Question question) {
    HttpLine line = lines.get(instance);
    if (!line.open()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    Call call;
    try {
      HttpAnswer answer =
          line.ask(
              question.method(),
              question.path(),
              question.token(),
              question.idempotencyKey(),
              question.body());
      call = call(instance, question, begin, question.outcome(answer), answer);
      if (call.outcome() == Outcome.NONSENSE) {
        nonsense.add(question + " was answered " + answer);
      }
    } catch (IOException e) {
      call = call(instance, question, begin, Outcome.UNKNOWN, NONE);
    }
    calls.add(call);
    return Optional.of(call);
  }

  private Call call(
      int instance, Question question, long begin, Outcome outcome, HttpAnswer answer) {
    long end = System.nanoTime();
    boolean done = outcome == Outcome.DONE;
    boolean tells =
        done && (question.kind() == Kind.READ_LIST || question.kind() == Kind.READ_RESERVATION);
    return new Call(
        number,
        question.kind(),
        instance,
        question.eventId(),
        question.userId(),
        question.reservationId(),
        question.total(),
        question.key(),
        begin,
        end,
        outcome,
        number(question.kind(), outcome, answer),
        tells ? answer.reservations() : List.of());
  }

  private static long number(Kind kind, Outcome outcome, HttpAnswer answer) {
    boolean done = outcome == Outcome.DONE;
    if (kind == Kind.RESERVE && (done || outcome == Outcome.ALREADY_RESERVED)) {
      return answer.number("reservationId");
    }
    if (kind == Kind.CREATE_EVENT && done) {
      return answer.number("eventId");
    }
    return kind == Kind.READ_EVENT && done ? answer.number("availableTickets") : 0;
  }

  /** To be read once nobody asks any more. */
  List<Call> calls() {
    return calls;
  }

  @Override
  public void close() {
    lines.forEach(HttpLine::close);
  }
}
