package boxoffice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wire between the service and one of its servers that a test can cut, freeze, or let lose what
 * is said. What was under way when it froze arrives when it thaws, also from a client that has left
 * meanwhile: so a late command can be made.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 500;
  private static final int CHUNK = 64 * 1024;
  private static final int CONNECT_MILLIS = 5_000;

  private enum Mode {
    FORWARD,
    SWALLOW_ANSWERS,
    SWALLOW_ALL,
    FROZEN,
    CLOSED
  }

  private final String targetUrl;
  private final InetSocketAddress target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Mode mode = Mode.FORWARD;
  private boolean refusing;
  private volatile boolean swallowed;
  private volatile Mode triggered = Mode.FORWARD;
  private volatile Optional<String> trigger = Optional.empty();

  private TcpProxy(String targetUrl, InetSocketAddress target) throws IOException {
    this.targetUrl = targetUrl;
    this.target = target;
    this.listener = new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy-accept").start(this::acceptAll);
  }

  /** A proxy before the server of a {@code redis://} or {@code jdbc:postgresql://} URL. */
  public static TcpProxy before(String url) {
    URI uri = URI.create(url.replaceFirst("^jdbc:", ""));
    int standard = uri.getScheme().startsWith("redis") ? 6379 : 5432;
    try {
      int port = uri.getPort() < 0 ? standard : uri.getPort();
      return new TcpProxy(url, new InetSocketAddress(uri.getHost(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same URL, with the proxy's address in place of the server's. */
  public String url() {
    return targetUrl.replaceFirst(
        "(?<before>://(?:[^@/]*@)?)[^/?@]+", "${before}127.0.0.1:" + listener.getLocalPort());
  }

  /** Holds everything in both directions; new connections are taken and hang, too. */
  public void freeze() {
    become(Mode.FROZEN);
  }

  /** As {@link #freeze}, from the request on that contains this text. */
  public void freezeFrom(String text) {
    triggered = Mode.FROZEN;
    trigger = Optional.of(text);
  }

  /** Delivers what was held, and goes on forwarding. */
  public void thaw() {
    become(Mode.FORWARD);
  }

  /** Requests go through; what the server says from now on is lost. End it by {@link #cut}. */
  public void swallowAnswers() {
    swallowed = false;
    become(Mode.SWALLOW_ANSWERS);
  }

  /** As {@link #swallowAnswers}, from the request on that contains this text. */
  public void swallowAnswersFrom(String text) {
    swallowed = false;
    triggered = Mode.SWALLOW_ANSWERS;
    trigger = Optional.of(text);
  }

  /**
   * What either side says from now on is lost for ever, until {@link #thaw}; that it hangs up is
   * not.
   */
  public void swallow() {
    become(Mode.SWALLOW_ALL);
  }

  /** Whether an answer has been lost since {@link #swallowAnswers}. */
  public boolean hasSwallowed() {
    return swallowed;
  }

  /** Breaks every connection there is; new ones work. */
  public void cut() {
    sockets.forEach(TcpProxy::close);
    become(Mode.FORWARD);
  }

  /** Breaks every connection and lets none through, as if the server were gone, until told so. */
  public void refuse() {
    setRefusing(true);
    cut();
  }

  /** Ends {@link #refuse}. */
  public void accept() {
    setRefusing(false);
  }

  private void setRefusing(boolean refuse) {
    lock.lock();
    try {
      refusing = refuse;
    } finally {
      lock.unlock();
    }
  }

  private void become(Mode next) {
    lock.lock();
    try {
      if (mode != Mode.CLOSED) {
        mode = next;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (!isWelcome(client)) {
          close(client);
          continue;
        }
        Thread.ofVirtual().name("proxy-connection").start(() -> serve(client));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Under the lock, so that no connection slips past {@link #refuse}. */
  private boolean isWelcome(Socket client) {
    lock.lock();
    try {
      return !refusing && sockets.size() < 2 * MOST_CONNECTIONS && sockets.add(client);
    } finally {
      lock.unlock();
    }
  }

  private void serve(Socket client) {
    Socket server = new Socket();
    try (client;
        server) {
      sockets.add(server);
      server.connect(target, CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> pump(server, client, true));
      pump(client, server, false);
      back.join();
    } catch (IOException | InterruptedException e) {
      // Cut, or the server is away: both ends see a closed connection.
    } finally {
      sockets.remove(client);
      sockets.remove(server);
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int size = from.getInputStream().read(chunk);
          size >= 0;
          size = from.getInputStream().read(chunk)) {
        if (!answers && isTrigger(chunk, size)) {
          trigger = Optional.empty();
          become(triggered);
        }
        if (mayPass(answers)) {
          to.getOutputStream().write(chunk, 0, size);
        } else {
          swallowed = true;
        }
      }
      awaitThaw();
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private boolean isTrigger(byte[] chunk, int size) {
    return trigger
        .filter(text -> new String(chunk, 0, size, StandardCharsets.ISO_8859_1).contains(text))
        .isPresent();
  }

  /** Waits while frozen; false for what is to be lost. */
  private boolean mayPass(boolean answer) throws IOException {
    return switch (awaitThaw()) {
      case SWALLOW_ALL -> false;
      case SWALLOW_ANSWERS -> !answer;
      default -> true;
    };
  }

  private Mode awaitThaw() throws IOException {
    lock.lock();
    try {
      while (mode == Mode.FROZEN) {
        changed.awaitUninterruptibly();
      }
      if (mode == Mode.CLOSED) {
        throw new IOException("the proxy is closed");
      }
      return mode;
    } finally {
      lock.unlock();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    become(Mode.CLOSED);
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(TcpProxy::close);
  }
}
