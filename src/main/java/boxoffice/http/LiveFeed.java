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

  /** However long a turn takes, others get to do something before the next. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(50);

  /** Silence no longer than this: so is noticed who is gone, and by a page that we are. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final ByteBuffer BEAT =
      StandardCharsets.US_ASCII.encode("event: beat\ndata: {}\n\n");

  private final Supplier<? extends LiveSource> sources;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofPlatform().name("live-feed").daemon().unstarted(this::run);
  private volatile boolean closed;
  private long version;

  /**
   * @param sources gives one to look at while there are pages
   */
  LiveFeed(Supplier<? extends LiveSource> sources) {
    this.sources = sources;
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
        try (LiveSource source = sources.get()) {
          follow(source);
        }
      } catch (InterruptedException closing) {
        return;
      } catch (RuntimeException e) {
        LOG.error("the pages can't be told what is new", e);
        streams.forEach(LiveStream::end); // They come again.
      }
    }
  }

  private synchronized void awaitPages() throws InterruptedException {
    while (streams.isEmpty()) {
      wait();
    }
  }

  private void follow(LiveSource source) throws InterruptedException {
    Optional<LiveNews> news = Optional.empty();
    version++; // Nobody was told what comes before the first of these.
    long toldAt = System.nanoTime();
    while (!streams.isEmpty()) {
      long begin = System.nanoTime();
      Optional<LiveNews> newer = source.look(version + 1);
      if (newer.isPresent()) {
        version++;
        news = newer;
        toldAt = begin;
      }
      news.ifPresent(newest -> streams.forEach(stream -> stream.tell(newest)));
      if (begin - toldAt >= HEARTBEAT.toNanos()) {
        streams.forEach(stream -> stream.write(BEAT));
        toldAt = begin;
      }
      pause(source.turn().minusNanos(System.nanoTime() - begin));
    }
  }

  private static void pause(Duration left) throws InterruptedException {
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
