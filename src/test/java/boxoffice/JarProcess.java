package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.embedded.DataDirectory;
import boxoffice.openapi.DocumentedHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The real fat jar in a process of its own, in a session of its own so that a test can interrupt it
 * as a terminal does. It and its embedded servers end with it, whatever the test did to them.
 */
final class JarProcess implements AutoCloseable {
  private static final Duration STOPPED = Duration.ofSeconds(10);

  /** A background job of a shell ignores interrupts, and so would what it starts. */
  private static final String LEAD_A_SESSION =
      "use POSIX; POSIX::setsid(); $SIG{INT} = 'DEFAULT'; exec @ARGV";

  /** Most of them live for seconds: to compile for the long run would cost more than it saves. */
  private static final String FAST_START = "-XX:TieredStopAtLevel=1";

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Process process;
  private final Path output;
  private final Path dataDirectory;
  private final int port;
  private final long begin = System.nanoTime();

  private JarProcess(Process process, Path output, Path dataDirectory, int port) {
    this.process = process;
    this.output = output;
    this.dataDirectory = dataDirectory;
    this.port = port;
  }

  /** Starts it with these settings and no others, on a free port if none is given. */
  static JarProcess start(Path dataDirectory, Map<String, String> settings) {
    return startWith(System.getProperty("java.home"), dataDirectory, settings);
  }

  static JarProcess startWith(String javaHome, Path dataDirectory, Map<String, String> settings) {
    int port = DataDirectory.freePort();
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", Integer.toString(port));
    environment.put("DATA_DIR", dataDirectory.toString());
    environment.putAll(settings);
    String jar = Path.of(System.getProperty("boxoffice.jar")).toAbsolutePath().toString();
    var builder =
        new ProcessBuilder(
            "perl", "-e", LEAD_A_SESSION, javaHome + "/bin/java", FAST_START, "-jar", jar);
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
    builder.environment().putAll(environment);
    try {
      Path output = Files.createTempFile(Path.of("target"), "output", ".txt");
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new JarProcess(builder.start(), output, dataDirectory, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it sells. */
  static JarProcess selling(Path dataDirectory, Map<String, String> settings) {
    JarProcess jar = start(dataDirectory, settings);
    try {
      return jar.awaitReady();
    } catch (AssertionError e) {
      jar.close();
      throw e;
    }
  }

  JarProcess awaitReady() {
    awaitStatus("/readyz", 200);
    await(() -> output().contains("selling tickets at"));
    return this;
  }

  void awaitStatus(String path, int status) {
    await(() -> statusOf(path) == status);
  }

  private int statusOf(String path) {
    try {
      return get(path).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  /** Waits for what it does, in vain once it has ended. */
  void await(BooleanSupplier condition) {
    Await.until(
        this::inVain,
        () -> {
          boolean alive = process.isAlive();
          boolean met = condition.getAsBoolean();
          assertTrue(met || alive, this::inVain);
          return met;
        });
  }

  private String inVain() {
    return "in vain, " + process + ", the output was:\n" + output();
  }

  Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  long newEvent(int totalTickets) {
    String body = "{\"eventName\":\"IU Concert\",\"totalTickets\":" + totalTickets + "}";
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(uri("/events")).POST(BodyPublishers.ofString(body)));
    return Long.parseLong(answer.headers().firstValue("Location").orElseThrow().substring(8));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  HttpResponse<String> reserve(long eventId, long userId) {
    return send(
        HttpRequest.newBuilder(uri("/events/" + eventId + "/reservations"))
            .POST(BodyPublishers.ofString("{\"userId\":" + userId + "}")));
  }

  HttpResponse<String> cancel(long reservationId) {
    return send(HttpRequest.newBuilder(uri("/reservations/" + reservationId)).DELETE());
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return DocumentedHttp.send(client, request.timeout(Await.BOUND).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What everybody on the machine may see of it. */
  String commandLine() {
    return process.info().commandLine().orElse("") + process.info().command().orElse("");
  }

  /** In bytes, after a full collection. */
  long usedHeap() {
    jcmd("GC.run");
    String total = jcmd("GC.class_histogram").strip();
    return Long.parseLong(total.substring(total.lastIndexOf('\n') + 1).split("\\s+")[2]);
  }

  private String jcmd(String command) {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process jcmd = new ProcessBuilder(program, Long.toString(process.pid()), command).start();
      return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return output().lines().toList();
  }

  /** As kill, service managers and containers do. */
  int terminate() {
    process.toHandle().destroy();
    return exitCode();
  }

  /** As Ctrl-C in a terminal does. */
  int interruptGroup() {
    signal("INT");
    return exitCode();
  }

  /** To the JVM and to whatever it started in its group. */
  void signal(String name) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " -" + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As kill -9 does; its servers live on. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** The exit code, which must come within the time that a stop may take. */
  int exitCode() {
    return exitCode(Promised.atMost(STOPPED));
  }

  /** The exit code of one that ends by itself. */
  int awaitExit() {
    return exitCode(Await.BOUND);
  }

  private int exitCode(Duration limit) {
    try {
      assertTrue(process.waitFor(limit), () -> "alive:\n" + output());
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** It is over, and so are its servers. */
  void assertNothingIsLeft() {
    assertEquals(List.of(), new DataDirectory(dataDirectory).servers());
  }

  /** Closes what this test's side holds of a process that has ended; its servers may live on. */
  void letGo() {
    exitCode();
    end();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    end();
    if (Files.isDirectory(dataDirectory)) {
      new DataDirectory(dataDirectory).killServers();
    }
  }

  private void end() {
    try {
      process.waitFor();
      client.shutdownNow();
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
