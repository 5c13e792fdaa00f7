package boxoffice.chaos;

import boxoffice.chaos.Call.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Reserves for many users, cancels what it reserved soon after, so that tickets come free all the
 * time, and looks at both.
 */
final class Buyer implements Runnable {
  /** The newest are cancelled first: those are of the events that sell out. */
  private static final int NEWEST = 6;

  private static final int MOST_CANCELLED = 20;

  /** Of a hundred reservations, how many are asked for twice. */
  private static final int TWICE = 50;

  private final Persistent asking;
  private final Market market;
  private final Random random;
  private final List<Ticket> held = new ArrayList<>();
  private final List<Ticket> cancelled = new ArrayList<>();
  private final Keys keys;
  private final int number;

  Buyer(int number, Persistent asking, Market market, Random random) {
    this.number = number;
    this.asking = asking;
    this.market = market;
    this.random = random;
    this.keys = new Keys(number, market, random);
  }

  @Override
  public void run() {
    while (!asking.isOver()) {
      step(random.nextInt(100));
    }
  }

  private void step(int dice) {
    long user = market.user(number, random);
    if (dice < 55) {
      reserve(market.event(random), user, keys.next(user));
    } else if (dice < 77) {
      newest(held).ifPresent(this::cancel);
    } else if (dice < 81) {
      newest(cancelled).map(Question::cancel).ifPresent(asking::untilDecided);
    } else if (dice < 88) {
      newest(held).ifPresent(ticket -> reserve(ticket, keys.forRepeat(ticket)));
    } else if (dice < 91) {
      newest(cancelled).ifPresent(ticket -> reserve(ticket, ticket.key()));
    } else if (dice < 94) {
      asking.once(Question.event(market.event(random)));
    } else if (dice < 96) {
      newest(held).map(Question::read).ifPresent(asking::once);
    } else if (dice < 98) {
      newest(cancelled).map(Question::read).ifPresent(asking::once);
    } else {
      asking.once(Question.list(newest(held).map(Ticket::userId).orElse(user)));
    }
  }

  private void reserve(Ticket again, String key) {
    reserve(again.eventId(), again.userId(), key);
  }

  /** Also what was told is asked again now and then, as by a network that sends it twice. */
  private void reserve(long event, long user, String key) {
    Question question = Question.reserve(event, user, key);
    Optional<Call> call = asking.untilDecided(question);
    call.ifPresent(this::learn);
    if (call.filter(told -> told.outcome() == Outcome.DONE).isPresent()
        && random.nextInt(100) < TWICE) {
      asking.untilDecided(question).ifPresent(this::learn);
    }
  }

  private void learn(Call reserve) {
    long id = reserve.answer();
    if (id != 0 && held.stream().noneMatch(ticket -> ticket.reservationId() == id)) {
      String key = reserve.outcome() == Outcome.DONE ? reserve.key() : "";
      held.add(new Ticket(id, reserve.eventId(), reserve.userId(), key));
    }
  }

  private void cancel(Ticket ticket) {
    Optional<Call> call = asking.untilDecided(Question.cancel(ticket));
    held.remove(ticket);
    if (call.isPresent() && call.get().outcome() != Outcome.NOT_FOUND) {
      cancelled.add(ticket);
    }
    if (cancelled.size() > MOST_CANCELLED) {
      cancelled.removeFirst();
    }
  }

  private Optional<Ticket> newest(List<Ticket> tickets) {
    int from = Math.max(0, tickets.size() - NEWEST);
    return tickets.isEmpty()
        ? Optional.empty()
        : Optional.of(tickets.get(from + random.nextInt(tickets.size() - from)));
  }
}
