package boxoffice.writebehind;

import boxoffice.reservation.Lease;
import boxoffice.reservation.LeaseLostException;
import boxoffice.reservation.Membership;
import boxoffice.reservation.Partition;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.WriteBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded queue between the decision and PostgreSQL, and the workers that empty it in batches.
 *
 * <p>A full queue loses nothing: the change is in the journal and held in memory, and the sweep
 * brings it home.
 */
final class WriteQueue implements WriteBehind, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WriteQueue.class);
  private static final Duration LOOK_AROUND = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final BlockingQueue<Reservation> queue;
  private final HeldChanges held;
  private final Queue<Reservation> surrendered = new ConcurrentLinkedQueue<>();
  private final Saver saver;
  private final Membership membership;
  private final WriteBehindSettings settings;
  private final Lock gathering = new ReentrantLock();
  private final List<Thread> workers;
  private final AtomicInteger waitingWorkers = new AtomicInteger();
  private volatile boolean closing;
  private volatile boolean abandoned;

  WriteQueue(HeldChanges held, Saver saver, Membership membership, WriteBehindSettings settings) {
    this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
    this.held = held;
    this.saver = saver;
    this.membership = membership;
    this.settings = settings;
    this.workers =
        IntStream.rangeClosed(1, settings.workers())
            .mapToObj(n -> Thread.ofPlatform().name("writer-" + n).unstarted(this::work))
            .toList();
  }

  void start() {
    workers.forEach(Thread::start);
  }

  @Override
  public void accept(Reservation change) {
    if (held.hold(change)) {
      queue.offer(change);
    }
  }

  @Override
  public boolean isFull() {
    return held.count() >= settings.heldLimit();
  }

  int size() {
    return queue.size();
  }

  @Override
  public Collection<Reservation> held(int partition) {
    return held.of(partition);
  }

  @Override
  public void surrender() {
    queue.clear();
    surrendered.addAll(held.releaseAll());
  }

  @Override
  public Queue<Reservation> surrendered() {
    return surrendered;
  }

  private void work() {
    try {
      boolean more = true;
      while (more || !closing) {
        // Read before the changes are taken: they are of this lease or of a later one, which is
        // refused and queued again, never of an earlier one, which would be written.
        Lease lease = membership.require();
        List<Reservation> batch = nextBatch();
        more = !batch.isEmpty();
        if (more) {
          saveUntilSaved(lease, batch);
        }
      }
    } catch (InterruptedException e) {
      log.debug("stopped", e);
    }
  }

  /**
   * One change, waited for, and whatever else has come when it has lingered. One worker at a time
   * gathers, else they would share out what one could write at once.
   */
  private List<Reservation> nextBatch() throws InterruptedException {
    List<Reservation> batch = new ArrayList<>();
    gathering.lockInterruptibly();
    try {
      long wait = closing ? 0 : LOOK_AROUND.toMillis();
      Reservation first = queue.poll(wait, TimeUnit.MILLISECONDS);
      if (first != null) {
        if (!closing && queue.size() < settings.batchSize() - 1) {
          Thread.sleep(settings.linger());
        }
        batch.add(first);
        queue.drainTo(batch, settings.batchSize() - 1);
      }
    } finally {
      gathering.unlock();
    }
    return batch;
  }

  private void saveUntilSaved(Lease lease, List<Reservation> batch) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    boolean waited = false;
    while (!abandoned) {
      try {
        saver.save(lease, batch);
        break;
      } catch (LeaseLostException e) {
        membership.lost(lease);
        queueAgain(lease, batch);
        break;
      } catch (Throwable e) { // an Error too must not end a worker
        if (!waited && waitingWorkers.getAndIncrement() == 0) {
          log.warn(
              "PostgreSQL does not take writes, selling goes on and they wait: {}", e.getMessage());
        }
        waited = true;
        Thread.sleep(pause.toMillis());
        pause = pause.plus(pause).compareTo(LONGEST_PAUSE) < 0 ? pause.plus(pause) : LONGEST_PAUSE;
      }
    }
    if (waited && waitingWorkers.decrementAndGet() == 0 && !abandoned) {
      log.info("PostgreSQL takes writes again");
    }
  }

  /**
   * What was taken under the lost lease is surrendered, or will be. What is held under a later one
   * came while this worker waited for its batch.
   */
  private void queueAgain(Lease lost, List<Reservation> batch) {
    if (!lost.equals(membership.require())) {
      batch.stream().filter(held::has).forEach(queue::offer);
    }
  }

  /**
   * Saves what is queued, then what else is held, for as long as allowed; what is left stays in the
   * journal.
   */
  @Override
  public void close() {
    closing = true;
    List<Thread> savers =
        workers.stream()
            .filter(worker -> worker.getState() != Thread.State.NEW)
            .collect(Collectors.toCollection(ArrayList::new));
    if (!savers.isEmpty()) {
      savers.add(Thread.ofPlatform().name("writer-last").unstarted(this::saveHeld));
    }
    long end = System.nanoTime() + settings.closeTimeout().toNanos();
    try {
      for (Thread saver : savers) {
        if (saver.getState() == Thread.State.NEW) {
          saver.start(); // the workers have ended
        }
        saver.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandoned = true;
    savers.forEach(Thread::interrupt);
    if (held.count() > 0) {
      log.warn(
          "{} changes are not in PostgreSQL yet; they are in Redis, and the next start brings them"
              + " home",
          held.count());
    }
  }

  /** What did not fit into the queue, and what came too late for it. */
  private void saveHeld() {
    try {
      for (int partition = 0; partition < Partition.COUNT && !abandoned; partition++) {
        saver.saveAll(membership.require(), List.copyOf(held.of(partition)), settings.batchSize());
      }
    } catch (RuntimeException e) {
      log.debug("what is held can't be saved now", e);
    }
  }
}
