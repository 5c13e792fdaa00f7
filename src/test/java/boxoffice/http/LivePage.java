package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.openapi.DocumentedHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A page that follows the events, as far as the wire: it reads what it is sent, or does not. */
final class LivePage implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader lines;

  private LivePage(Socket socket) throws IOException {
    this.socket = socket;
    this.lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1);
  }

  /** What was sent: the name of the event, and its data if it has any of interest. */
  record Message(String name, JsonNode data) {}

  /** Asks for it, and reads nothing yet. */
  static LivePage open(URI server) throws IOException {
    return open(server, "/events/live");
  }

  static LivePage open(URI server, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096); // Who does not read is noticed soon.
    socket.setSoTimeout((int) Await.BOUND.toMillis());
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new LivePage(socket);
  }

  /** All before the first message, a header a line. */
  String head() throws IOException {
    var head = new StringBuilder();
    for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
      head.append(line).append('\n');
    }
    return head.toString();
  }

  String line() throws IOException {
    return lines.readLine();
  }

  /** Reads so much, whatever it is. */
  void skip(int characters) throws IOException {
    for (long left = characters; left > 0; ) {
      left -= lines.skip(left);
    }
  }

  /** The next that is no heartbeat, which must be as the API document says. */
  Message next() throws IOException {
    String name = "";
    String data = "";
    while (name.isEmpty() || name.equals("beat")) {
      name = field("event: ");
      data = field("data: ");
      assertTrue(lines.readLine().isEmpty());
    }
    DocumentedHttp.checkJson("LiveView", data);
    return new Message(name, Json.readObject(data.getBytes(StandardCharsets.UTF_8)));
  }

  private String field(String begin) throws IOException {
    String line = lines.readLine();
    assertTrue(line != null && line.startsWith(begin), () -> "instead of " + begin + ": " + line);
    return line.substring(begin.length());
  }

  /** Reads on until there is one that is so. */
  Message await(Predicate<Message> isAwaited) throws IOException {
    Message message = next();
    while (!isAwaited.test(message)) {
      message = next();
    }
    return message;
  }

  /** Reads on until the event has this many tickets left. */
  Message awaitLeft(long eventId, int left) throws IOException {
    return await(message -> left(message, eventId) == left);
  }

  /** What the message says is left of the event; -1 if nothing. */
  static int left(Message message, long eventId) {
    return StreamSupport.stream(message.data().get("events").spliterator(), false)
        .filter(event -> event.get("eventId").asLong() == eventId)
        .mapToInt(event -> event.get("availableTickets").asInt())
        .findFirst()
        .orElse(-1);
  }

  /** Reads on to the end, which comes. */
  void awaitEnd() throws IOException {
    while (lines.readLine() != null) {
      // Whatever was still said.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
