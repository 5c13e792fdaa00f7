package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wire that tests break must not break by itself. */
@Timeout(60)
class TcpProxyTest {
  private static final int MORE_THAN_IT_CARRIES_AT_ONCE = 1_200;

  @Test
  void itForwardsAgainAfterAnyNumberOfConnectionsToAServerThatIsAway() throws IOException {
    int port = freePort();
    try (var proxy = TcpProxy.before("redis://127.0.0.1:" + port)) {
      int proxyPort = URI.create(proxy.url()).getPort();
      for (int i = 0; i < MORE_THAN_IT_CARRIES_AT_ONCE; i++) {
        assertEquals(-1, firstByte(proxyPort));
      }
      try (var server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress())) {
        Thread.ofVirtual().start(() -> sayHello(server));

        assertEquals('h', firstByte(proxyPort));
      }
    }
  }

  private static void sayHello(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write('h');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int firstByte(int port) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return client.getInputStream().read();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
