package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections to the server that are used as no client would, all in the same way. */
final class HeldConnections implements AutoCloseable {
  /** What a client that does not read has room for. */
  private static final int RECEIVED = 4_096;

  private final List<Held> all = new ArrayList<>();

  static HeldConnections open(URI server, int count) throws IOException {
    var held = new HeldConnections();
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVED);
      channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      channel.configureBlocking(false);
      held.all.add(new Held(channel));
    }
    return held;
  }

  /** The same on each. */
  void send(String text) {
    all.forEach(one -> one.send(text));
  }

  void sendOn(int connection, String text) {
    all.get(connection).send(text);
  }

  /** Whether something has come back, of which no more than a first bit is read. */
  boolean hasBeenTold(int connection) {
    return all.get(connection).readSome() || !all.get(connection).told.isEmpty();
  }

  /** Sends a little more on each that is not closed; tells whether all are. */
  boolean drip(String text) {
    all.stream().filter(one -> !one.isClosed()).forEach(one -> one.send(text));
    return areClosed();
  }

  /** Reads what is there; tells whether the server has closed all. */
  boolean areClosed() {
    return all.stream().filter(one -> !one.isClosed()).count() == 0;
  }

  /** Reads what is there; tells whether each was told this by now, so many times. */
  boolean wereTold(String text, int times) {
    return all.stream().allMatch(one -> one.told().split(text, -1).length > times);
  }

  void assertEachWasTold(String begin, String text) {
    for (Held one : all) {
      String told = one.told();
      assertTrue(told.startsWith(begin) && told.contains(text), told);
    }
  }

  @Override
  public void close() {
    all.forEach(Held::close);
  }

  private static final class Held {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(RECEIVED);
    private final StringBuilder told = new StringBuilder();
    private boolean closed;

    Held(SocketChannel channel) {
      this.channel = channel;
    }

    void send(String text) {
      try {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
      } catch (IOException ended) {
        closed = true;
      }
    }

    String told() {
      read();
      return told.toString();
    }

    boolean isClosed() {
      read();
      return closed;
    }

    private void read() {
      while (readSome()) {
        // There may be more.
      }
    }

    private boolean readSome() {
      try {
        int n = channel.read(in);
        told.append(StandardCharsets.ISO_8859_1.decode(in.flip()));
        in.clear();
        closed |= n < 0;
        return n > 0;
      } catch (IOException ended) {
        closed = true;
        return false;
      }
    }

    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
