package boxoffice.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Await;
import boxoffice.TestApp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** Uses the lab of an app as a learner does. */
record LabClient(TestApp app) {
  void hold(int buyers, int tickets, int seconds) {
    begin(
        "rushes",
        "{\"buyers\":%d,\"tickets\":%d,\"seconds\":%d}".formatted(buyers, tickets, seconds));
  }

  void breakServer(String fault, int seconds) {
    begin("faults", "{\"fault\":\"%s\",\"seconds\":%d}".formatted(fault, seconds));
  }

  private void begin(String what, String body) {
    HttpResponse<String> answer = app.post("/operations/lab/" + what, body);
    assertEquals(202, answer.statusCode(), answer.body());
  }

  JsonNode state() {
    return app.json(app.get("/operations/lab"));
  }

  /** Waits until so many buyers have come. */
  void awaitArrived(int buyers) {
    Await.until(
        () -> "not so many have come: " + state(),
        () -> state().at("/rush/told/arrived").asInt() >= buyers);
  }

  void awaitHealed() {
    Await.until(() -> "not healed: " + state(), () -> state().path("fault").isNull());
  }

  /** The rush when its books are final. */
  JsonNode awaitBooks() {
    Await.until(
        () -> "not done: " + state(), () -> state().at("/rush/phase").asText().equals("DONE"));
    return state().path("rush");
  }

  /** Everything that was promised is there, and nothing else. */
  static void assertKept(JsonNode rush) {
    JsonNode books = rush.path("books");
    assertEquals(0, books.path("lost").asInt(), rush::toString);
    assertEquals(books.path("promised"), books.path("inPostgres"), rush::toString);
    assertEquals(books.path("cancelled"), books.path("cancelledInPostgres"), rush::toString);
    for (String none : new String[] {"cameBack", "unpromised", "oversold"}) {
      assertEquals(0, books.path(none).asInt(), rush::toString);
    }
    assertEquals(0, rush.at("/told/unsure").asInt(), rush::toString);
  }
}
