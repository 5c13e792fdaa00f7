package boxoffice.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What operators see while something is away, and when it is back. */
@Isolated // a browser keeps a small machine busy by itself
class OperationsOutageTest {
  private static final String NEWS = "#health-news";

  private final Browser browser = Browser.start();
  private TestWorld world;
  private TcpProxy postgres;
  private TcpProxy redis;
  private TestApp app;
  private Tab page;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    postgres = TcpProxy.before(world.environment().get("DATABASE_URL"));
    redis = TcpProxy.before(world.environment().get("REDIS_URL"));
    app = start("0");
    app.newEvent(10);
    page = browser.open(app.uri().resolve("/operations"));
    page.awaitText(NEWS, "Service: Ready. Redis: Up. PostgreSQL: Up.");
    page.awaitText("#events tbody", "IU Concert");
    page.awaitText("#audit tbody", "Balanced");
  }

  private TestApp start(String port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PORT", port);
    settings.put("DATABASE_URL", postgres.url());
    settings.put("REDIS_URL", redis.url());
    return TestApp.start(world, settings);
  }

  @AfterEach
  void close() {
    app.close();
    postgres.close();
    redis.close();
    world.close();
    browser.close();
  }

  @Test
  void withoutPostgresTheServiceIsDegraded() {
    postgres.refuse();
    page.awaitText(NEWS, "Service: Degraded. PostgreSQL: Down.");
    page.awaitText("#failed", "The failed writes can't be read right now");
    page.awaitText("#events", "The events can't be read right now");
    page.awaitText("#events", "What is shown was read at");
    page.awaitText("#events tbody", "IU Concert");
    page.click("#audit-run");
    page.awaitText("#audit-outcome", "The audit can't be made right now.");
    Accessibility.check(page);

    postgres.accept();
    page.awaitText(NEWS, "Service: Ready. PostgreSQL: Up.");
    page.await("main", "!it.innerText.includes(\"can't be read\")");
    page.awaitText("#audit-outcome", "the books balance.");
    assertEquals(List.of(), page.problems());
  }

  @Test
  void withoutRedisNothingIsSold() {
    redis.refuse();
    page.awaitText(NEWS, "Service: Unavailable. Redis: Down.");
    redis.accept();
    page.awaitText(NEWS, "Service: Ready. Redis: Up.");
  }

  @Test
  void aServiceThatIsAwayIsAskedOn() {
    String port = Integer.toString(app.uri().getPort());
    app.close();
    page.awaitText(NEWS, "Service: Away.");
    page.awaitText("#events", "The events can't be read right now: The service cannot be reached.");
    app = start(port);
    page.awaitText(NEWS, "Service: Ready. Redis: Up. PostgreSQL: Up.");
    page.await("main", "!it.innerText.includes(\"can't be read\")");
    assertEquals(List.of(), page.problems());
  }
}
