package boxoffice.reservation;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/**
 * Work that somebody waits for until a {@link Deadline} and then gives up. What the work waits on
 * is cut off then: whoever opens a connection for it says here how that is done.
 *
 * <p>Not by an interrupt, which hits whatever the thread is doing. A connection pool that hands a
 * connection back must not be hit: HikariCP offers it to those who wait, pausing in between, and an
 * interrupted thread does not pause. A virtual thread that never pauses keeps its carrier from all
 * others, also from those who wait for the connection, and as few as there are processors bring the
 * whole service to a halt for good.
 */
public final class BoundWork {
  private static final ScopedValue<BoundWork> CURRENT = ScopedValue.newInstance();

  private final IdentityHashMap<Object, Runnable> open = new IdentityHashMap<>();
  private boolean givenUp;

  <T> T run(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  synchronized void giveUp() {
    givenUp = true;
    open.values().forEach(Runnable::run);
  }

  /**
   * The work of this thread, if it is bound, waits on this from now on.
   *
   * @param cutOff ends any wait on it, at once and from another thread
   * @throws UnavailableException when the work is given up already
   */
  public static void opened(Object resource, Runnable cutOff) {
    if (CURRENT.isBound()) {
      CURRENT.get().add(resource, cutOff);
    }
  }

  /** The work of this thread does not wait on this any longer: it is not cut off from now on. */
  public static void closed(Object resource) {
    if (CURRENT.isBound()) {
      CURRENT.get().remove(resource);
    }
  }

  private synchronized void add(Object resource, Runnable cutOff) {
    if (givenUp) {
      throw new UnavailableException("there was no time left");
    }
    open.put(resource, cutOff);
  }

  private synchronized void remove(Object resource) {
    open.remove(resource);
  }
}
