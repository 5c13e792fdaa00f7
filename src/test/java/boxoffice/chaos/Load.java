package boxoffice.chaos;

import boxoffice.chaos.History.OnSale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;

/** Buyers and operators at work, each a thread, from the start until it is ended. */
final class Load {
  static final int BUYERS = 40;
  private static final int OPERATORS = 2;

  private final List<Client> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> nonsense = new ConcurrentLinkedQueue<>();
  private final List<Integer> ports;
  private final IntSupplier instances;
  private volatile boolean over;

  /**
   * @param ports where each instance is that may ever run
   * @param instances how many run at the moment
   */
  Load(List<Integer> ports, IntSupplier instances) {
    this.ports = ports;
    this.instances = instances;
  }

  void start(Market market, long seed) {
    for (int i = 0; i < BUYERS; i++) {
      var random = new Random(seed + i);
      start(new Buyer(i, persistent(random), market, random));
    }
    for (int i = 0; i < OPERATORS; i++) {
      var random = new Random(seed - 1 - i);
      start(new Operator(i, persistent(random), market, share(market.events(), i), random));
    }
  }

  private Persistent persistent(Random random) {
    var client = new Client(clients.size(), ports, nonsense);
    clients.add(client);
    return new Persistent(client, clients.size(), instances, () -> over, random);
  }

  /** Two operators at one event would only undo each other's work. */
  private static List<OnSale> share(List<OnSale> events, int operator) {
    return events.stream().filter(event -> events.indexOf(event) % OPERATORS == operator).toList();
  }

  private void start(Runnable work) {
    threads.add(Thread.ofPlatform().name("load-" + threads.size()).daemon().start(work));
  }

  /** Ends it, and gives what was asked, by rising begin. */
  List<Call> end() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    clients.forEach(Client::close);
    return clients.stream()
        .flatMap(client -> client.calls().stream())
        .sorted(Comparator.comparingLong(Call::begin))
        .toList();
  }

  /** Answers that the contract does not know. */
  List<String> nonsense() {
    return List.copyOf(nonsense);
  }
}
