package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Ten thousand buyers at once for five hundred tickets, on servers that were given by URL. */
@Isolated
class SoldOutRushIT {
  private static final int BUYERS = 10_000;
  private static final int TICKETS = 500;

  @Test
  void exactlyTheTicketsThereAreAreSold() {
    try (TestWorld world = TestWorld.fresh();
        JarProcess jar = JarProcess.start(TestServers.temporaryDirectory(), settings(world))) {
      jar.awaitReady();
      assertTrue(jar.output().contains("DATABASE_PASSWORD=***"), jar.output());
      assertEquals(
          0, world.number("select count(*) from \"user\""), "demo data in a given database");
      long event = jar.newEvent(TICKETS);
      world
          .sql()
          .execute("insert into \"user\" (name) select 'Kim' from generate_series(1, 10000)");
      var rush = new Rush(jar, event, 1, BUYERS);
      rush.close();
      assertEquals(Map.of(), rush.others());
      assertEquals(TICKETS, rush.sold());
      assertEquals(BUYERS - TICKETS, rush.soldOut());
      String rows = "select count(*) from reservation where status = 'CONFIRMED'";
      jar.await(() -> world.number(rows) == TICKETS);
      assertEquals(TICKETS, world.number("select count(distinct user_id) from reservation"));
      assertEquals(0, world.number("select available_tickets from event where id = ?", event));
      assertEquals(143, jar.terminate());
    }
  }

  private static Map<String, String> settings(TestWorld world) {
    Map<String, String> settings = world.environment();
    settings.putAll(TestWorld.patience());
    settings.remove("PORT");
    settings.values().removeIf(String::isEmpty);
    return settings;
  }
}
