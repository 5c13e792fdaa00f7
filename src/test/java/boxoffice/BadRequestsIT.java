package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of {@linkplain MutatedRequests bad requests} to the real jar, where everybody may do
 * everything and where tokens are asked for: each is answered or its connection closed, none of the
 * answers says that something went wrong on our side, nothing grows by them, and nothing that a
 * client sent becomes a line of the log. {@code -Dboxoffice.bad.requests=100000} sends more of
 * them, {@code -Dboxoffice.bad.seed} sends the same again.
 */
class BadRequestsIT {
  private static final int REQUESTS = Integer.getInteger("boxoffice.bad.requests", 2_000);
  private static final int THREADS = 4;
  private static final int PATIENCE_MILLIS = 20_000;

  /** What a JVM's heap differs by from one look to the next, although nothing stays. */
  private static final long NOISE_BYTES = 6_000_000;

  private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3}) ", Pattern.MULTILINE);
  private static final Pattern LOG_LINE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z \\[[\\w.-]+] (INFO|WARN) \\w+ - "
              + "[\\P{C}]*");

  @TempDir private Path data;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void badRequestsDoNoHarm(boolean tokens) throws Exception {
    long seed = Long.getLong("boxoffice.bad.seed", ThreadLocalRandom.current().nextLong());
    try (var jar = JarProcess.selling(data, tokens ? TestTokens.settings() : Map.of())) {
      String headers = tokens ? "Authorization: Bearer " + TestTokens.ofOperator() + "\r\n" : "";
      String told = "with -Dboxoffice.bad.seed=" + seed;
      send(jar, seed, headers, REQUESTS / 2);
      long heap = jar.usedHeap();
      send(jar, seed + THREADS, headers, REQUESTS / 2);

      assertTrue(
          jar.usedHeap() - heap < NOISE_BYTES,
          () -> "the heap grew from " + heap + " to " + jar.usedHeap() + " bytes, " + told);
      Await.until("all connections are closed", () -> gauge(jar, "http_connections") <= 1);
      assertEquals(0, gauge(jar, "http_requests_under_way"));
      assertEquals(200, jar.get("/readyz").statusCode());
      assertEquals(
          List.of(),
          jar.lines().stream().filter(line -> !LOG_LINE.matcher(line).matches()).toList(),
          told);
      assertTrue(!jar.output().contains("Forged"), told + "\n" + jar.output());
    }
  }

  private static void send(JarProcess jar, long seed, String headers, int count) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Void>> senders = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        var requests = new MutatedRequests(seed + thread, headers);
        senders.add(
            () -> {
              for (int i = 0; i < count / THREADS; i++) {
                check(jar.uri("/"), requests.next());
              }
              return null;
            });
      }
      for (Future<Void> sender : threads.invokeAll(senders)) {
        sender.get();
      }
    }
  }

  private static void check(URI server, byte[] request) throws IOException {
    String answer = answer(server, request);
    List<Integer> statuses =
        STATUS
            .matcher(answer)
            .results()
            .map(MatchResult::group)
            .map(line -> Integer.parseInt(line.substring(9, 12)))
            .toList();
    boolean harmless = answer.isEmpty() || !statuses.isEmpty();
    assertTrue(
        harmless && statuses.stream().allMatch(status -> status < 500),
        () -> new String(request, StandardCharsets.ISO_8859_1) + "\nwas answered\n" + answer);
  }

  /** All that came back until the connection ended; nothing more than the request is to come. */
  private static String answer(URI server, byte[] request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (SocketException cutOff) {
        return ""; // It was closed before all was sent or read.
      }
    }
  }

  private static double gauge(JarProcess jar, String name) {
    var metrics =
        HttpRequest.newBuilder(jar.uri("/metrics"))
            .header("Authorization", "Bearer " + TestTokens.ofOperator());
    return jar.send(metrics)
        .body()
        .lines()
        .filter(line -> line.startsWith("boxoffice_" + name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }
}
