package boxoffice.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Injects faults in the order of a seed, alone, two at once, and while the service still recovers
 * from another one.
 */
final class Saboteur {
  private static final long LOOK_NANOS = 50_000_000;
  private static final long MILLI = 1_000_000;

  /** Of a hundred faults, how many do not wait for the end of the one before. */
  private static final int TOGETHER = 45;

  private static final int MOST_AT_ONCE = 2;

  private record Active(Fault fault, Instance victim, long begin, long due) {}

  private final Cluster cluster;
  private final Rules rules;
  private final List<Fault> deck;
  private final Random random;
  private final Map<Fault, Active> active = new LinkedHashMap<>();
  private final List<Injection> injections = new ArrayList<>();
  private long next;

  /**
   * @param deck the faults, which are tried in this order, again and again
   */
  Saboteur(Cluster cluster, List<Fault> deck, Random random) {
    this.cluster = cluster;
    this.rules = new Rules(cluster);
    this.deck = new ArrayList<>(deck);
    this.random = random;
  }

  /** Injects until then, and heals what is active at that time. */
  List<Injection> run(long until) {
    next = now() + millis(500, 2_000);
    try {
      while (now() < until) {
        step(until);
        LockSupport.parkNanos(LOOK_NANOS);
      }
    } finally {
      List.copyOf(active.values()).forEach(this::heal);
    }
    return injections;
  }

  private void step(long until) {
    for (Active one : List.copyOf(active.values())) {
      if (now() >= one.due) {
        heal(one);
      }
    }
    rules.look(active.keySet());
    if (now() >= next && active.size() < MOST_AT_ONCE) {
      draw(until).ifPresent(this::inject);
    }
  }

  /** The first of the deck that may come now and has the time; it goes to the bottom. */
  private Optional<Fault> draw(long until) {
    Optional<Fault> drawn =
        deck.stream()
            .filter(fault -> now() + MILLI * fault.shortest() < until)
            .filter(fault -> rules.allow(fault, active.keySet()))
            .findFirst();
    drawn.ifPresent(
        fault -> {
          deck.remove(fault);
          deck.add(fault);
        });
    return drawn;
  }

  private void inject(Fault fault) {
    Instance victim = victim(fault);
    rules.injecting(fault);
    long begin = now();
    fault.inject().run(cluster, victim);
    long lasts =
        MILLI * (fault.shortest() + random.nextInt(1 + fault.longest() - fault.shortest()));
    active.put(fault, new Active(fault, victim, begin, now() + lasts));
    boolean together = random.nextInt(100) < TOGETHER;
    next = now() + (together ? millis(0, 1_500) : lasts + millis(500, 2_500));
  }

  /** Faults of the wires need one that has wires. */
  private Instance victim(Fault fault) {
    List<Instance> possible =
        fault.touches(Fault.Part.APP)
            ? cluster.running()
            : cluster.running().stream().filter(one -> one.redisWire().isPresent()).toList();
    return possible.get(random.nextInt(possible.size()));
  }

  private void heal(Active one) {
    Fault fault = one.fault;
    long struck = struck(fault);
    fault.heal().run(cluster, one.victim);
    rules.healed(fault);
    active.remove(fault);
    injections.add(new Injection(fault, one.victim.number(), one.begin, now(), struck));
  }

  private long struck(Fault fault) {
    try {
      return fault.struck().map(count -> count.applyAsLong(cluster)).orElse(0L);
    } catch (RuntimeException e) {
      return 0; // another fault keeps the server from telling
    }
  }

  private long now() {
    return System.nanoTime();
  }

  private long millis(int least, int most) {
    return MILLI * random.nextInt(least, most);
  }

  /** Whether all that Redis lost has been put back by now. */
  boolean lossIsLongAgo() {
    return rules.lossIsLongAgo();
  }
}
