package boxoffice.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says a word to the Redis on a port, if it is ours. */
record RedisProbe(int port, String password) {

  /** Whether it is ours, and has loaded its data. */
  boolean isReady() {
    return says("PING", "+PONG");
  }

  /** Whether it lets us in, and answers this to the command. */
  boolean says(String command, String answer) {
    int limit = (int) Bounds.PROBE.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limit);
      socket.setSoTimeout(limit);
      String question = "AUTH " + password + "\r\n" + command + "\r\n";
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      String wanted = "+OK\r\n" + answer + "\r\n";
      byte[] said = socket.getInputStream().readNBytes(wanted.length());
      return new String(said, StandardCharsets.US_ASCII).equals(wanted);
    } catch (IOException e) {
      return false;
    }
  }
}
