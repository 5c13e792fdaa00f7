package boxoffice.http;

import boxoffice.TestApp;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in paths and parameters of queries that break their rule, and are named. */
class BadPathAndQueryTest {
  @AutoClose private static TestApp app;
  private static Refusals refusals;
  private static long event;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    refusals = new Refusals(app);
    event = app.newEvent(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00",
        "007",
        "-1",
        "+1",
        "%2B1",
        "1.0",
        "1e3",
        "0x1",
        "abc",
        "1a",
        "1%20",
        "%201",
        "-",
        "9007199254740992",
        "9223372036854775808",
        "99999999999999999999",
        "%D9%A1",
        "%EF%BC%91",
        "1;x=1",
        "1,2",
        "null",
        "1_000",
        "1L",
        "%C2%B2"
      })
  void anIdInThePathIsPlainDigits(String id) {
    refusals.blames("eventId", "message", app.get("/events/" + id));
    refusals.blames("eventId", "message", app.patch("/events/" + id, "{\"totalTickets\":1}"));
    refusals.blames(
        "eventId", "error", app.post("/events/" + id + "/reservations", "{\"userId\":1}"));
    refusals.blames("userId", "message", app.get("/users/" + id));
    refusals.blames("userId", "message", app.get("/users/" + id + "/reservations"));
    refusals.blames("reservationId", "message", app.get("/reservations/" + id));
    refusals.blames("reservationId", "message", app.delete("/reservations/" + id));
    refusals.blames(
        "reservationId", "message", app.post("/operations/failed-writes/" + id + "/retry", ""));
  }

  @Test
  void thePathGoesBeforeTheBody() {
    refusals.blames("eventId", "error", app.post("/events/0/reservations", "nonsense"));
    refusals.blames("eventId", "message", app.patch("/events/0", "nonsense"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=1001",
        "limit=",
        "limit",
        "limit=a",
        "limit=1.0",
        "limit=01",
        "limit=%2B1",
        "limit=1&limit=2",
        "limit=1&limit=1",
        "limit=99999999999999999999",
        "limit=%D9%A1",
        "limit=1%20",
        "lim%69t=0",
        "a=b&limit=x"
      })
  void aLimitIsFrom1To1000(String query) {
    assertLists("limit", query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before=0",
        "before=-1",
        "before=",
        "before",
        "before=a",
        "before=1e3",
        "before=007",
        "before=9007199254740992",
        "before=1&before=2",
        "limit=1&before=x",
        "before=9223372036854775807"
      })
  void beforeIsAnId(String query) {
    assertLists("before", query);
  }

  private static void assertLists(String member, String query) {
    refusals.blames(member, "message", app.get("/events?" + query));
    refusals.blames(member, "message", app.get("/users/" + event + "/reservations?" + query));
    refusals.blames(member, "message", app.get("/operations/failed-writes?" + query));
    refusals.blames(member, "message", app.get("/operations/audit?" + query));
  }
}
