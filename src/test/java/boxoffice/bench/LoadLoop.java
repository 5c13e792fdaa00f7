package boxoffice.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** All connections of a load, served by one thread. */
final class LoadLoop {
  private static final long MILLI = 1_000_000;

  /** The selector waits in whole milliseconds; a shorter wait is slept through in naps. */
  private static final long SELECTABLE = 2 * MILLI;

  private static final long NAP = 50_000;

  /** Sleeping takes longer than this. */
  private static final long SPUN_THROUGH = 20_000;

  /** How long answers are waited for when no more is asked. */
  private static final long PATIENCE = 10_000 * MILLI;

  private final Schedule schedule;
  private final Asker asker;
  private final Tally tally;
  private final Selector selector;
  private final ArrayDeque<Wire> free = new ArrayDeque<>();
  private final Consumer<SelectionKey> receiving = this::receive;
  private final Load.Window window;
  private final int connections;
  private boolean begun;
  private boolean ended;

  LoadLoop(Job job, Tally tally, Load.Window window) throws IOException {
    this.asker = new Asker(job);
    this.tally = tally;
    this.selector = Selector.open();
    this.window = window;
    this.connections = job.connections();
    for (int i = 0; i < connections; i++) {
      free.add(Wire.open(job.port(), selector));
    }
    this.schedule = new Schedule(job, System.nanoTime()); // thousands take a while to open
  }

  /** When the part that is measured begins. */
  long measuredFrom() {
    return schedule.measuredFrom();
  }

  /** Until all is asked and answered. */
  void run() throws IOException {
    long now = System.nanoTime();
    while (!schedule.isOver(schedule.nextDue(now)) && now < schedule.end() + PATIENCE) {
      tellWindow(now);
      sendDue(now);
      await(now);
      now = System.nanoTime();
    }
    long patience = Math.max(now, schedule.end()) + PATIENCE;
    while (free.size() < connections && now < patience) {
      tellWindow(now);
      selector.select(receiving, 1);
      now = System.nanoTime();
    }
    tellWindow(Math.max(now, schedule.end()));
    countUnanswered(now);
  }

  private void tellWindow(long now) {
    if (!begun && now >= schedule.measuredFrom()) {
      begun = true;
      schedule.dropOverdue();
      window.begins();
    }
    if (!ended && now >= schedule.end()) {
      ended = true;
      window.ends();
    }
  }

  private void sendDue(long now) throws IOException {
    while (!free.isEmpty()) {
      long due = schedule.nextDue(now);
      if (due > now || schedule.isOver(due)) {
        return;
      }
      Wire wire = free.remove();
      asker.write(wire.request());
      wire.send(due);
      schedule.sent();
    }
  }

  private void await(long now) throws IOException {
    long gap = schedule.nextDue(now) - now;
    if (free.isEmpty() || gap >= SELECTABLE) {
      selector.select(receiving, Math.max(1, free.isEmpty() ? 1 : gap / MILLI - 1));
    } else if (selector.selectNow(receiving) == 0) {
      if (gap > SPUN_THROUGH) {
        LockSupport.parkNanos(Math.min(gap, NAP));
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private void receive(SelectionKey key) {
    Wire wire = (Wire) key.attachment();
    try {
      if (!wire.receive()) {
        return;
      }
    } catch (IOException e) {
      throw new BenchException("a connection to the server broke: " + e.getMessage(), e);
    }
    long now = System.nanoTime();
    ResponseReader answer = wire.answer();
    tally.count(answer.status(), schedule.isMeasured(wire.dueNanos(), now), now - wire.dueNanos());
    if (answer.reservation() > 0) {
      asker.holds(answer.reservation());
    }
    free.add(wire);
  }

  /** Those under way, and those of an open loop that never got a connection. */
  private void countUnanswered(long now) {
    for (SelectionKey key : selector.keys()) {
      Wire wire = (Wire) key.attachment();
      if (!free.contains(wire)) {
        count(wire.dueNanos(), now);
      }
    }
    if (schedule.isOpen()) {
      for (long due = schedule.nextDue(now); !schedule.isOver(due); due = schedule.nextDue(now)) {
        count(due, now);
        schedule.sent();
      }
    }
  }

  private void count(long due, long now) {
    tally.countUnanswered(schedule.isMeasured(due, schedule.measuredFrom()), now - due);
  }
}
