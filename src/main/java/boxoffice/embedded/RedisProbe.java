package boxoffice.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks whether the Redis on a port is ours, and whether it has loaded its data. */
record RedisProbe(int port, String password) {
  private static final String READY = "+OK\r\n+PONG\r\n";

  boolean isReady() {
    int limit = (int) Bounds.PROBE.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limit);
      socket.setSoTimeout(limit);
      byte[] question = ("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(question);
      byte[] answer = socket.getInputStream().readNBytes(READY.length());
      return new String(answer, StandardCharsets.US_ASCII).equals(READY);
    } catch (IOException e) {
      return false;
    }
  }
}
