package boxoffice.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports on the loopback address. They lie below those that systems give to outgoing
 * connections: otherwise a client that keeps trying to reach a stopped server could be given the
 * server's own port, and keep the server from coming back on it.
 */
final class FreePort {
  private static final int LOWEST = 20_000;
  private static final int END = 32_768;

  private FreePort() {}

  static int choose() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedServerException(
        "No free port found between 20000 and 32767: end programs that hold ports there.");
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
