package boxoffice.lab;

import static boxoffice.lab.LabClient.assertKept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Books;
import boxoffice.TestApp;
import boxoffice.TestTokens;
import boxoffice.TestWorld;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rush from its event to its books, on servers that nobody breaks. */
class RushTest {
  @Test
  void itsBooksAreThoseOfPostgres() {
    try (TestApp app = TestApp.patient(Map.of("LAB", "true"))) {
      var lab = new LabClient(app);
      lab.hold(400, 100, 1);
      JsonNode rush = lab.awaitBooks();
      assertKept(rush);
      long event = rush.path("eventId").asLong();
      JsonNode told = rush.path("told");
      assertEquals(400, told.path("arrived").asInt());
      assertEquals(400, told.path("reserved").asInt() + told.path("soldOut").asInt());
      int held = told.path("reserved").asInt() - told.path("cancelled").asInt();
      assertEquals(held, rush.at("/books/promised").asInt());
      assertTrue(told.path("cancelled").asInt() > 0, rush::toString);
      assertTrue(held <= 100 && told.path("soldOut").asInt() > 0, rush::toString);
      assertEquals(held, rows(app, event, "CONFIRMED"));
      assertEquals(told.path("cancelled").asInt(), rows(app, event, "CANCELLED"));
      Books.assertBalanced(app, event);
    }
  }

  @Test
  void whereTokensAreAskedForItsBuyersAreLetIn() {
    Map<String, String> settings = new HashMap<>(TestTokens.settings());
    settings.put("LAB", "true");
    try (TestApp app = TestApp.patient(settings)) {
      var lab = new LabClient(app);
      lab.hold(50, 20, 1);
      JsonNode rush = lab.awaitBooks();
      assertKept(rush);
      assertTrue(rush.at("/told/soldOut").asInt() > 0, rush::toString);
    }
  }

  @Test
  void theNextIsOnAnEventOfItsOwnWithTheSameUsers() {
    try (TestApp app = TestApp.patient(Map.of("LAB", "true"))) {
      var lab = new LabClient(app);
      lab.hold(50, 100, 1);
      JsonNode first = lab.awaitBooks();
      lab.hold(60, 100, 1);
      JsonNode second = lab.awaitBooks();
      assertKept(second);
      assertEquals(60, second.at("/told/reserved").asInt());
      assertTrue(first.path("eventId").asLong() != second.path("eventId").asLong());
      assertEquals(60, app.world().number("select count(*) from \"user\""));
    }
  }

  @Test
  void anAppThatIsClosedBreaksItOff() {
    try (TestWorld world = TestWorld.fresh()) {
      try (TestApp app = TestApp.patient(world, Map.of("LAB", "true"))) {
        var lab = new LabClient(app);
        lab.hold(20_000, 20_000, 60);
        lab.awaitArrived(100);
      }
      long saved = world.number("select count(*) from reservation");
      assertTrue(saved > 0 && saved < 20_000, () -> saved + " have come");
    }
  }

  private static long rows(TestApp app, long event, String status) {
    return app.world()
        .number(
            "select count(*) from reservation where event_id = ? and status = ?", event, status);
  }
}
