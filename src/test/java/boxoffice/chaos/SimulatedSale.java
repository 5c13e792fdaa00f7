package boxoffice.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * Clients who ask a {@link ModelCounter} at the same time, in a time of its own: each request is
 * carried out at a random instant while it is under way, and some of the answers get lost.
 */
final class SimulatedSale {
  private static final long LONGEST = 1_000;
  private static final int KEYS = 2;

  /**
   * @param lost how many of a hundred answers get lost
   */
  record Shape(int clients, int users, int events, int total, int calls, int lost) {}

  private record Step(long at, long order, Runnable what) {}

  private final Shape shape;
  private final Random random;
  private final ModelCounter counter;
  private final Queue<Step> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Step::at).thenComparingLong(Step::order));
  private final List<Call> calls = new ArrayList<>();
  private final Map<Long, List<Call>> told = new HashMap<>();
  private long now;
  private long steps;
  private int asked;

  SimulatedSale(Shape shape, long seed, ModelCounter counter) {
    this.shape = shape;
    this.random = new Random(seed);
    this.counter = counter;
  }

  History run() {
    List<History.OnSale> events = new ArrayList<>();
    for (long event = 1; event <= shape.events; event++) {
      events.add(new History.OnSale(event, shape.total));
      counter.putOnSale(event, shape.total);
    }
    for (int client = 1; client <= shape.clients; client++) {
      int number = client;
      in(random.nextLong(LONGEST), () -> ask(number));
    }
    while (!agenda.isEmpty()) {
      Step next = agenda.remove();
      now = next.at;
      next.what.run();
    }
    calls.sort(Comparator.comparingLong(Call::begin));
    var always = new History.Stall(-1, 0, Long.MAX_VALUE);
    return new History(events, List.copyOf(calls), List.of(always), counter.books());
  }

  private void in(long delay, Runnable what) {
    agenda.add(new Step(now + delay, steps++, what));
  }

  private void ask(int client) {
    if (asked++ >= shape.calls) {
      return;
    }
    Call request = request(client);
    long taken = 2 + random.nextLong(LONGEST);
    Runnable next = () -> in(1 + random.nextLong(LONGEST), () -> ask(client));
    if (random.nextInt(100) >= shape.lost) {
      in(
          1 + random.nextLong(taken - 1),
          () -> {
            ModelCounter.Told answer = counter.carryOut(request);
            in(request.begin() + taken - now, () -> answered(request, answer));
          });
      in(taken + 1, next);
      return;
    }
    boolean isUnknown = random.nextBoolean();
    if (random.nextBoolean()) {
      long latest = isUnknown ? 20 * LONGEST : taken - 1;
      in(1 + random.nextLong(latest), () -> counter.carryOut(request));
    }
    Call.Outcome outcome = isUnknown ? Call.Outcome.UNKNOWN : Call.Outcome.UNAVAILABLE;
    in(taken, () -> answered(request, new ModelCounter.Told(outcome, 0, List.of())));
    in(taken + 1, next);
  }

  private void answered(Call request, ModelCounter.Told answer) {
    Call call =
        new Call(
            request.client(),
            request.kind(),
            request.instance(),
            request.eventId(),
            request.userId(),
            request.reservationId(),
            request.total(),
            request.key(),
            request.begin(),
            now,
            answer.outcome(),
            answer.answer(),
            answer.seen());
    calls.add(call);
    if (call.answer() != 0 && call.kind() == Call.Kind.RESERVE) {
      told.computeIfAbsent(call.userId(), _ -> new ArrayList<>()).add(call);
    }
  }

  private Call request(int client) {
    long event = 1L + random.nextInt(shape.events);
    long user = 1L + random.nextInt(shape.users);
    List<Call> known = told.getOrDefault(user, List.of());
    int choice = random.nextInt(100);
    if (choice < 45 || (choice < 75 && known.isEmpty())) {
      return reserve(client, event, user);
    }
    if (choice < 75) {
      Call of = known.get(Math.max(0, known.size() - 1 - random.nextInt(3)));
      Call.Kind kind = choice < 65 ? Call.Kind.CANCEL : Call.Kind.READ_RESERVATION;
      return request(client, kind, of.eventId(), user, of.answer(), 0);
    }
    if (choice < 85) {
      return request(client, Call.Kind.READ_LIST, 0, user, 0, 0);
    }
    if (choice < 98) {
      return request(client, Call.Kind.READ_EVENT, event, 0, 0, 0);
    }
    int total = 1 + random.nextInt(2 * shape.total);
    return request(client, Call.Kind.SET_TOTAL, event, 0, 0, total);
  }

  /** The keys are few, so that the same one comes again: to find out, by mistake, or anew. */
  private Call reserve(int client, long event, long user) {
    int key = random.nextInt(KEYS + 1);
    return request(client, Call.Kind.RESERVE, event, user, 0, 0, key < KEYS ? "key-" + key : "");
  }

  private Call request(
      int client, Call.Kind kind, long event, long user, long reservation, int total) {
    return request(client, kind, event, user, reservation, total, "");
  }

  private Call request(
      int client, Call.Kind kind, long event, long user, long reservation, int total, String key) {
    return new Call(
        client,
        kind,
        0,
        event,
        user,
        reservation,
        total,
        key,
        now,
        now,
        Call.Outcome.UNKNOWN,
        0,
        List.of());
  }
}
