package boxoffice.chaos;

import static boxoffice.chaos.Call.Kind.CANCEL;
import static boxoffice.chaos.Call.Kind.RESERVE;
import static boxoffice.chaos.Call.Outcome.ALREADY_RESERVED;
import static boxoffice.chaos.Call.Outcome.DONE;

import java.util.List;

/** Which promise an answer that nothing explains breaks first of all. */
final class Verdict {
  private final Register register;
  private final Operations meanings;

  Verdict(Register register, Operations meanings) {
    this.register = register;
    this.meanings = meanings;
  }

  String promise(RegisterSearch.Unexplained unexplained) {
    Call call = unexplained.operation().call();
    List<TicketState> states = unexplained.states();
    List<Long> held = saidToBeHeld(call);
    if (held.size() > 1) {
      return "P4";
    }
    if (held.stream().anyMatch(id -> wasCancelled(id, states))) {
      return "P6";
    }
    if (call.kind() == RESERVE) {
      int told = meanings.number(call.answer());
      boolean isSecond =
          call.outcome() == DONE
              && states.stream().noneMatch(state -> state.isFree() || state.held() == told);
      return isSecond ? "P4" : "P9";
    }
    if (LastRead.is(call)) {
      return held.stream().anyMatch(id -> isNew(id, states)) ? "P3" : "P2";
    }
    return "P8";
  }

  private boolean wasCancelled(long id, List<TicketState> states) {
    return states.stream().allMatch(state -> state.cancelled().get(meanings.number(id)));
  }

  private boolean isNew(long id, List<TicketState> states) {
    return states.stream().noneMatch(state -> state.knows(meanings.number(id)));
  }

  private List<Long> saidToBeHeld(Call call) {
    if (call.outcome() != DONE && call.outcome() != ALREADY_RESERVED) {
      return List.of();
    }
    if (call.kind() == RESERVE) {
      return List.of(call.answer());
    }
    if (call.kind() == CANCEL) {
      return List.of(call.reservationId());
    }
    return register.seen(call).stream()
        .filter(Call.Seen::confirmed)
        .map(Call.Seen::reservationId)
        .toList();
  }
}
