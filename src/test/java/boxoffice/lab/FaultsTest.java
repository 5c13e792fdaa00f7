package boxoffice.lab;

import static boxoffice.lab.LabClient.assertKept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.TestApp;
import boxoffice.TestServers;
import boxoffice.embedded.Clients;
import boxoffice.embedded.EmbeddedPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers of the process's own, broken in the middle of a rush. */
class FaultsTest {
  private static final Path DATA = TestServers.temporaryDirectory();
  private static TestApp app;
  private static LabClient lab;

  @BeforeAll
  static void start() {
    app = TestApp.onServersOfItsOwn(DATA);
    lab = new LabClient(app);
  }

  @AfterAll
  static void close() {
    if (app != null) {
      app.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL_STOPPED, 3, PostgreSQL stopped for 3 s",
    "REDIS_KILLED, 1, 'Redis killed with kill -9, to be started again after 1 s'",
    "REDIS_EMPTIED, 1, Redis emptied with FLUSHALL"
  })
  void itHealsAndNothingIsLost(String fault, int seconds, String words) {
    int begun = lab.state().path("notes").size();
    lab.hold(1_500, 1_000, 6);
    lab.awaitArrived(300);
    lab.breakServer(fault, seconds);
    lab.awaitHealed();
    JsonNode rush = lab.awaitBooks();
    assertKept(rush);
    assertEquals(1_500, told(rush, "reserved") + told(rush, "soldOut"));
    String notes = lab.state().path("notes").toString();
    assertTrue(notes.contains(words), notes);
    assertTrue(notes.matches(".*Healed after \\d+\\.\\d s.*"), notes);
    assertTrue(lab.state().path("notes").size() > begun);
  }

  @Test
  void thereIsOneFaultAtATime() {
    lab.breakServer("REDIS_KILLED", 2);
    HttpResponse<String> answer =
        app.post("/operations/lab/faults", "{\"fault\":\"REDIS_EMPTIED\"}");
    assertEquals(409, answer.statusCode(), answer.body());
    assertEquals("FAULT_RUNNING", app.json(answer).path("code").asText());
    lab.awaitHealed();
  }

  @Test
  void withoutPostgresThereIsNoNewRush() {
    lab.breakServer("POSTGRESQL_STOPPED", 3);
    awaitWithoutPostgres(app);
    lab.hold(10, 10, 1);
    Await.until(
        () -> "not refused: " + lab.state(),
        () -> lab.state().at("/rush/failure").asText().startsWith("PostgreSQL is away"));
    assertEquals("FAILED", lab.state().at("/rush/phase").asText());
    lab.awaitHealed();
  }

  @Test
  void anAppThatIsClosedStartsItsServerOnceMoreAndSavesWhatItSold() throws Exception {
    Path data = TestServers.temporaryDirectory();
    try (TestApp closed = TestApp.onServersOfItsOwn(data)) {
      closed.reserved(1, 1); // so that event and users are known
      new LabClient(closed).breakServer("POSTGRESQL_STOPPED", 30);
      awaitWithoutPostgres(closed);
      for (int user = 2; user <= 20; user++) {
        closed.reserved(1, user);
      }
    }
    try (var postgres = EmbeddedPostgres.start(data)) {
      assertEquals("20", Clients.query(postgres, "select count(*) from reservation"));
    }
  }

  private static void awaitWithoutPostgres(TestApp app) {
    Await.until(
        "PostgreSQL is away", () -> app.get("/readyz").body().contains("\"postgresql\":\"down\""));
  }

  private static int told(JsonNode rush, String what) {
    return rush.at("/told/" + what).asInt();
  }
}
