package boxoffice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadLoopTest {
  private static final long STALL_NANOS = 500_000_000;

  private final AtomicInteger answered = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile boolean stallsOnce;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/events/",
        exchange -> {
          if (answered.incrementAndGet() == 20 && stallsOnce) {
            stall();
          }
          byte[] body = "{\"reservationId\":456}".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(201, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void stall() {
    long end = System.nanoTime() + STALL_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  /** On the only connection, whoever is due meanwhile waits too, and that counts. */
  @Test
  void anOpenLoopCountsTheWaitOfThoseWhoAreDueWhileTheServerStandsStill() throws IOException {
    stallsOnce = true;
    LoadResult result = run(job().atRate(100));
    assertEquals(100.0, (double) (result.answers() + result.refused()), 1.0);
    assertTrue(result.latency().p90() > 200, () -> "p90 " + result.latency().p90());
  }

  /** The stall begins in the warm-up, and ten are due in it that can't be sent. */
  @Test
  void whatTheWarmUpCouldNotSendIsNotAskedWhileItIsMeasured() throws IOException {
    stallsOnce = true;
    LoadResult result = run(job().warmedUpFor(0.3).atRate(100));
    assertEquals(100.0, (double) (result.answers() + result.refused()), 1.0);
    assertEquals(120.0, (double) answered.get(), 2.0);
  }

  @Test
  void aClosedLoopEndsAfterItsRequestsAndLosesNone() throws IOException {
    LoadResult result = run(job().upTo(50));
    assertEquals(50, result.succeeded());
    assertEquals(50, answered.get());
    assertEquals(0, result.unknown());
  }

  @Test
  void whatIsAnsweredAfterTheWindowIsASuccessButNotMeasured() throws IOException {
    LoadResult result = run(job());
    assertEquals(answered.get(), result.succeeded());
    assertTrue(result.answers() > 0);
  }

  private Job job() {
    Job job = Job.closed(Job.Asking.RESERVE, server.getAddress().getPort(), 1, 1, 1_000);
    return new Job(
        job.asking(), job.port(), 1, 1, 0, 0, 0, job.firstEvent(), 1, job.firstUser(), job.users());
  }

  private static LoadResult run(Job job) throws IOException {
    var tally = new Tally(job);
    new LoadLoop(job, tally, Load.Window.IGNORED).run();
    return tally.told(job.seconds(), 0);
  }
}
