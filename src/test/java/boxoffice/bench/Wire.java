package boxoffice.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A connection that is kept, with at most one request under way. */
final class Wire {
  private final SocketChannel channel;
  private final ResponseReader reader = new ResponseReader();
  private final ByteBuffer out = ByteBuffer.allocateDirect(1_024);
  private long dueNanos;

  private Wire(SocketChannel channel) {
    this.channel = channel;
  }

  static Wire open(int port, Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Wire wire = new Wire(channel);
    channel.register(selector, SelectionKey.OP_READ, wire);
    return wire;
  }

  /** To be filled with the next request. */
  ByteBuffer request() {
    return out.clear();
  }

  /**
   * Sends what {@link #request} was filled with.
   *
   * @param due since when its answer is waited for
   */
  void send(long due) throws IOException {
    dueNanos = due;
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out); // so little always fits in what the kernel keeps
    }
  }

  /** Whether a whole answer has arrived, which {@link #answer} tells then. */
  boolean receive() throws IOException {
    if (channel.read(reader.buffer()) < 0) {
      throw new BenchException("the server closed a connection under load");
    }
    return reader.take();
  }

  ResponseReader answer() {
    return reader;
  }

  long dueNanos() {
    return dueNanos;
  }
}
