package boxoffice.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * P1, P7 and the reads of P8: at each instant the tickets of an event were enough, and no fewer.
 */
final class EventCheck {
  private final History.OnSale event;
  private final List<Holding> holdings;
  private final List<Call> calls;
  private final EventTimeline timeline;
  private final List<Violation> found = new ArrayList<>();

  private EventCheck(History.OnSale event, List<Holding> holdings, List<Call> calls) {
    this.event = event;
    this.holdings = holdings;
    this.calls = calls;
    this.timeline = new EventTimeline(holdings, new Totals(event.total(), calls));
  }

  static List<Violation> check(History history, Registers registers) {
    Map<Long, List<Call>> calls =
        history.calls().stream().collect(Collectors.groupingBy(Call::eventId));
    Map<Long, List<Holding>> holdings = new HashMap<>();
    for (Register register : registers.all()) {
      holdings
          .computeIfAbsent(register.eventId(), _ -> new ArrayList<>())
          .addAll(Holdings.of(register));
    }
    return history.events().stream()
        .map(
            event ->
                new EventCheck(
                    event,
                    holdings.getOrDefault(event.eventId(), List.of()),
                    calls.getOrDefault(event.eventId(), List.of())))
        .flatMap(check -> check.run().stream())
        .toList();
  }

  private List<Violation> run() {
    timeline.firstOversold().ifPresent(this::reportOversold);
    calls.forEach(this::checkAnswer);
    return found;
  }

  private void reportOversold(EventTimeline.Span span) {
    List<Call> told =
        holdings.stream()
            .filter(holding -> holding.isCertainAt(span.from()))
            .map(Holding::told)
            .sorted((one, other) -> Long.compare(other.end(), one.end()))
            .limit(Violations.FEW)
            .toList();
    report("P1", span.certain() + " tickets were held of " + span.most(), told);
  }

  private void checkAnswer(Call call) {
    switch (call.outcome()) {
      case SOLD_OUT -> {
        if (!timeline.anyDuring(call, EventTimeline.Span::mayBeSoldOut)) {
          report("P7", "sold out was answered, but" + atMost(call), List.of(call));
        }
      }
      case BELOW_CONFIRMED -> {
        if (!timeline.anyDuring(call, span -> span.mayHold(call.total()))) {
          report("P8", "a lower total was refused, but" + atMost(call), List.of(call));
        }
      }
      case DONE -> {
        if (call.kind() == Call.Kind.READ_EVENT
            && !timeline.anyDuring(call, span -> span.mayHaveLeft(call.answer()))) {
          report("P8", call.answer() + " were said to be left, but" + bounds(call), List.of(call));
        }
      }
      default -> {}
    }
  }

  private String atMost(Call call) {
    EventTimeline.Span span = timeline.at(call.end());
    return " at its end at most " + span.possible() + " were held of " + span.least();
  }

  private String bounds(Call call) {
    EventTimeline.Span span = timeline.at(call.end());
    return " at its end it was " + span;
  }

  private void report(String promise, String what, List<Call> evidence) {
    found.add(new Violation(promise, "Event " + event.eventId() + ": " + what, evidence));
  }
}
