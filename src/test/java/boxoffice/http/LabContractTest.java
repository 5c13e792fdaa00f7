package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What may be asked of the lab where servers are given by their URLs; what it does is tested there.
 */
class LabContractTest {
  private static final String LAB = "/operations/lab";
  private static final String RUSHES = LAB + "/rushes";
  private static final String FAULTS = LAB + "/faults";
  private static final String RUSH = "{\"buyers\":100,\"tickets\":10,\"seconds\":60}";
  private static final List<String> ALL_FAULTS =
      List.of(
          "{\"fault\":\"POSTGRESQL_STOPPED\",\"seconds\":1}",
          "{\"fault\":\"REDIS_KILLED\",\"seconds\":1}",
          "{\"fault\":\"REDIS_EMPTIED\"}");

  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.patient(Map.of("LAB", "true"));
  }

  @Test
  void itOnlyWatchesUnlessItIsTold() {
    try (TestApp watching = TestApp.start()) {
      assertRefused(watching.post(RUSHES, RUSH), 409, "LAB_OFF");
      for (String fault : ALL_FAULTS) {
        assertRefused(watching.post(FAULTS, fault), 409, "LAB_OFF");
      }
      assertEquals(
          """
          {"on":false,"limits":{"buyers":100000,"tickets":100000,"rushSeconds":60,\
          "faultSeconds":30},"breakable":[],"rush":null,"fault":null,"notes":[]}\
          """,
          watching.get(LAB).body());
    }
  }

  @Test
  void serversOfOthersAreNeverBroken() {
    for (String fault : ALL_FAULTS) {
      assertRefused(app.post(FAULTS, fault), 409, "NOT_EMBEDDED");
    }
  }

  @Test
  void thereIsOneRushAtATime() {
    HttpResponse<String> begun = app.post(RUSHES, RUSH);
    assertEquals(202, begun.statusCode(), begun.body());
    assertEquals(1, app.json(begun).at("/rush/number").asInt());
    assertRefused(app.post(RUSHES, RUSH), 409, "RUSH_RUNNING");
    assertEquals(1, app.json(app.get(LAB)).at("/rush/number").asInt());
  }

  @ParameterizedTest
  @CsvSource({
    "buyers, 0, 100000",
    "buyers, 100001, 100000",
    "buyers, 1.0, 100000",
    "buyers, null, 100000",
    "tickets, 0, 100000",
    "tickets, 100001, 100000",
    "seconds, 0, 60",
    "seconds, 61, 60"
  })
  void aRushHasBounds(String member, String value, String most) {
    String body = RUSH.replaceFirst("(\"" + member + "\":)\\d+", "$1" + value);
    assertInvalid(app.post(RUSHES, body), member, "a whole number from 1 to " + most);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"fault\":\"POSTGRESQL_STOPPED\",\"seconds\":31}', seconds, a whole number from 1 to 30",
    "'{\"fault\":\"REDIS_KILLED\",\"seconds\":0}', seconds, a whole number from 1 to 30",
    "'{\"fault\":\"REDIS_KILLED\"}', seconds, a whole number from 1 to 30",
    "'{\"fault\":\"FIRE\"}', fault, 'one of POSTGRESQL_STOPPED, REDIS_KILLED, REDIS_EMPTIED'",
    "'{\"fault\":1}', fault, 'one of POSTGRESQL_STOPPED, REDIS_KILLED, REDIS_EMPTIED'",
    "'{\"seconds\":1}', fault, 'one of POSTGRESQL_STOPPED, REDIS_KILLED, REDIS_EMPTIED'"
  })
  void aFaultHasBounds(String body, String member, String rule) {
    assertInvalid(app.post(FAULTS, body), member, rule);
  }

  private void assertInvalid(HttpResponse<String> answer, String member, String rule) {
    assertRefused(answer, 400, "INVALID_REQUEST");
    assertEquals(member + " must be " + rule + ".", app.json(answer).path("message").asText());
    assertEquals(member, app.json(answer).path("member").asText());
  }

  private void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(code, app.json(answer).path("code").asText());
  }
}
