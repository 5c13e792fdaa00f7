package boxoffice.bench;

import boxoffice.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Pages that follow the events: connections on which one thread counts the messages that come and
 * throws them away. It looks a few times a second only: that thousands of browsers read costs their
 * processors, not those of the service.
 */
final class OpenPages implements AutoCloseable {
  private static final String REQUEST =
      """
      GET /events/live HTTP/1.1\r
      Host: localhost\r
      Accept: text/event-stream\r
      Accept-Language: en-US,en;q=0.9,ko;q=0.8\r
      User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)\r
      \r
      """;

  private static final int BUFFER = 65_536;
  private static final long BETWEEN_LOOKS_NANOS = 250_000_000;

  private final int count;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final AtomicLong messages = new AtomicLong();
  private final AtomicInteger told = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Thread thread =
      Thread.ofPlatform().name("open-pages").daemon().unstarted(this::readAll);
  private volatile boolean closed;

  private OpenPages(int count) throws IOException {
    this.count = count;
  }

  /** Returns when each page has been told something. */
  static OpenPages open(int port, int count) {
    try {
      var pages = new OpenPages(count);
      for (int i = 0; i < count; i++) {
        pages.connect(port);
      }
      pages.thread.start();
      pages.awaitAllTold();
      return pages;
    } catch (IOException e) {
      throw new BenchException("the pages could not be opened: " + e.getMessage(), e);
    }
  }

  private void connect(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.write(StandardCharsets.US_ASCII.encode(REQUEST));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  private void awaitAllTold() {
    Await.until("every page is told something", () -> told.get() + ended.get() == count);
    requireAll();
  }

  /** How many messages pages were told so far, all together. */
  long messages() {
    return messages.get();
  }

  /** None may have been turned away or cut off. */
  void requireAll() {
    if (ended.get() > 0) {
      throw new BenchException(ended.get() + " of " + count + " pages were cut off.");
    }
  }

  private void readAll() {
    try {
      while (!closed) {
        selector.select(this::read);
        LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      }
    } catch (IOException e) {
      throw new BenchException("the pages can't be read: " + e.getMessage(), e);
    }
  }

  private void read(SelectionKey page) {
    buffer.clear();
    try {
      if (((SocketChannel) page.channel()).read(buffer) < 0) {
        end(page);
      } else if (page.attach(this) == null) {
        told.incrementAndGet();
      }
      countMessages();
    } catch (IOException cut) {
      end(page);
    }
  }

  /** Each ends in an empty line. */
  private void countMessages() {
    int count = 0;
    for (int i = 1; i < buffer.position(); i++) {
      if (buffer.get(i) == '\n' && buffer.get(i - 1) == '\n') {
        count++;
      }
    }
    messages.addAndGet(count);
  }

  private void end(SelectionKey page) {
    page.cancel();
    ended.incrementAndGet();
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      for (SelectionKey page : selector.keys()) {
        page.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new BenchException("the pages can't be closed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
