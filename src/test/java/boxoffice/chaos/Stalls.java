package boxoffice.chaos;

import boxoffice.chaos.History.Stall;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gathers when answers could not be expected. */
final class Stalls {
  private final Map<Integer, Long> open = new ConcurrentHashMap<>();
  private final Queue<Stall> ended = new ConcurrentLinkedQueue<>();

  /** From now on; one that has begun already goes on. */
  void begin(int instance) {
    open.putIfAbsent(instance, System.nanoTime());
  }

  void end(int instance) {
    Long begin = open.remove(instance);
    if (begin != null) {
      add(new Stall(instance, begin, System.nanoTime()));
    }
  }

  void add(Stall stall) {
    ended.add(stall);
  }

  boolean isOpen(int instance) {
    return open.containsKey(instance);
  }

  /** What has ended since the last call. */
  List<Stall> take() {
    List<Stall> taken = List.copyOf(ended);
    ended.removeAll(taken);
    return taken;
  }
}
