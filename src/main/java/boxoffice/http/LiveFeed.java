package boxoffice.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all pages what they do not know yet, from one thread that looks for all of them, and rests
 * while there are none.
 */
final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

  /** From the begin of one look to that of the next: 200 ms, less what looking and telling take. */
  private static final Duration TURN = Duration.ofMillis(150);

  /** However long a turn takes, others get to do something before the next. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(50);

  /** Silence no longer than this: so is noticed who is gone, and by a page that we are. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final ByteBuffer BEAT =
      StandardCharsets.US_ASCII.encode("event: beat\ndata: {}\n\n");

  private final Supplier<LiveBoard> boards;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofPlatform().name("live-feed").daemon().unstarted(this::run);
  private volatile boolean closed;
  private long version;

  /**
   * @param boards gives one to look at while there are pages
   */
  LiveFeed(Supplier<LiveBoard> boards) {
    this.boards = boards;
  }

  /**
   * Tells this page, too, until it is gone.
   *
   * @return false when it is too late for that
   */
  synchronized boolean add(LiveStream stream) {
    if (closed) {
      return false;
    }
    streams.add(stream);
    var _ = stream.ended().thenRun(() -> streams.remove(stream));
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    notifyAll();
    return true;
  }

  private void run() {
    while (!closed) {
      try {
        awaitPages();
        try (LiveBoard board = boards.get()) {
          follow(board);
        }
      } catch (InterruptedException closing) {
        return;
      } catch (RuntimeException e) {
        LOG.error("the pages can't be told what is left", e);
        streams.forEach(LiveStream::end); // They come again.
      }
    }
  }

  private synchronized void awaitPages() throws InterruptedException {
    while (streams.isEmpty()) {
      wait();
    }
  }

  private void follow(LiveBoard board) throws InterruptedException {
    LiveView shown = LiveView.NOTHING;
    Optional<LiveNews> news = Optional.empty();
    version++; // Nobody was told what comes before the first of these.
    long toldAt = System.nanoTime();
    while (!streams.isEmpty()) {
      long begin = System.nanoTime();
      LiveView now = board.look().orElse(shown);
      if (!now.equals(shown)) {
        news = Optional.of(LiveNews.of(++version, shown, now));
        shown = now;
        toldAt = begin;
      }
      news.ifPresent(newest -> streams.forEach(stream -> stream.tell(newest)));
      if (begin - toldAt >= HEARTBEAT.toNanos()) {
        streams.forEach(stream -> stream.write(BEAT));
        toldAt = begin;
      }
      pause(Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private static void pause(Duration spent) throws InterruptedException {
    Duration left = TURN.minus(spent);
    Thread.sleep(left.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : left);
  }

  /** Ends all streams and takes no more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.interrupt();
    streams.forEach(LiveStream::endAtOnce);
  }
}
