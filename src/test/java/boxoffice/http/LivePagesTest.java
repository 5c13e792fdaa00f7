package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Promised;
import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Pages that follow the events when there are too many of them, or something is away or ends. */
class LivePagesTest {
  @Test
  void pagesHaveABoundOfTheirOwn() throws Exception {
    var settings = Map.of("LIVE_CONNECTIONS", "2", "MAX_REQUESTS_IN_FLIGHT", "1");
    try (var small = TestApp.patient(settings);
        var first = LivePage.open(small.uri());
        var second = LivePage.open(small.uri())) {
      first.head();
      second.head();
      assertEquals(503, small.get("/events/live").statusCode());
      assertEquals(200, small.get("/events").statusCode());
    }
  }

  @Test
  void whileRedisIsAwayPagesAreToldSo() throws Exception {
    whileAway("REDIS_URL", TcpProxy::refuse, TcpProxy::accept, "unavailable");
  }

  @Test
  void whilePostgresHangsPagesAreToldSoAndNumbersMove() throws Exception {
    whileAway("DATABASE_URL", TcpProxy::freeze, TcpProxy::thaw, "degraded");
  }

  private static void whileAway(
      String server, Consumer<TcpProxy> leave, Consumer<TcpProxy> comeBack, String status)
      throws Exception {
    try (var world = TestWorld.fresh();
        var proxy = TcpProxy.before(world.environment().get(server));
        var other = TestApp.start(world, Map.of(server, proxy.url()))) {
      long event = other.newEvent(10);
      long user = other.newUser();
      other.reserved(event, other.newUser());
      try (var page = LivePage.open(other.uri())) {
        page.head();
        page.awaitLeft(event, 9);
        leave.accept(proxy);
        page.await(message -> status(message).equals(status));
        if (status.equals("degraded")) {
          other.reserved(event, user);
          page.awaitLeft(event, 8);
        }
        comeBack.accept(proxy);
        page.await(message -> status(message).equals("ready"));
      }
    }
  }

  private static String status(LivePage.Message message) {
    return message.data().at("/health/status").asText();
  }

  @Test
  void pagesHoldUpNoStop() throws Exception {
    try (var world = TestWorld.fresh()) {
      TestApp ending = TestApp.start(world, Map.of());
      long event = ending.newEvent(10);
      List<LivePage> pages = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        pages.add(LivePage.open(ending.uri()));
      }
      for (LivePage page : pages.subList(0, 90)) { // The others do not read.
        page.head();
        page.awaitLeft(event, 10);
      }
      long begin = System.nanoTime();
      ending.close();
      Promised.within(Duration.ofSeconds(2), "the end with a hundred pages", begin);
      for (LivePage page : pages) {
        page.awaitEnd();
        page.close();
      }
    }
  }
}
