package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagingTest {
  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @Test
  void aUsersListIsWalkedFromTheNewestToTheOldest() {
    long user = app.newUser();
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      var body = "{\"userId\":" + user + "}";
      var sold = app.post("/events/" + app.newEvent(1) + "/reservations", body);
      made.add(app.json(sold).path("reservationId").asLong());
    }
    assertEquals(made.reversed(), walk("/users/" + user + "/reservations", "reservationId", 3));
  }

  @Test
  void whatIsNewerThanThePageBeforeDoesNotShiftTheNext() {
    long user = app.newUser();
    long first = reserve(user);
    long second = reserve(user);
    String path = "/users/" + user + "/reservations";
    assertEquals(List.of(second), ids(path + "?limit=1", "reservationId"));
    reserve(user);
    assertEquals(List.of(first), ids(path + "?limit=1&before=" + second, "reservationId"));
    assertEquals(List.of(), ids(path + "?before=" + first, "reservationId"));
  }

  @Test
  void eventsAreWalkedFromTheNewestToTheOldest() {
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(app.newEvent(1));
    }
    long newest = made.getLast();
    assertEquals(made.reversed(), ids("/events?limit=5", "eventId"));
    assertEquals(made.reversed().subList(1, 3), ids("/events?limit=2&before=" + newest, "eventId"));
  }

  @Test
  void usersAreWalkedFromTheNewestToTheOldest() {
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(app.newUser());
    }
    long newest = made.getLast();
    assertEquals(made.reversed(), ids("/users?limit=5", "userId"));
    assertEquals(made.reversed().subList(1, 3), ids("/users?limit=2&before=" + newest, "userId"));
    List<Long> all = walk("/users", "userId", 2);
    assertEquals(made.reversed(), all.subList(0, 5));
  }

  @Test
  void aListHas100EntriesUnlessAskedOtherwise() {
    for (int i = 0; i < 101; i++) {
      app.newEvent(1);
    }
    List<Long> page = ids("/events", "eventId");
    assertEquals(100, page.size());
    assertEquals(page.stream().sorted(Comparator.reverseOrder()).toList(), page);
    assertEquals(101, ids("/events?limit=101&other=1&Limit=0", "eventId").size());
  }

  @Test
  void theBoundsThemselvesAreAllowed() {
    long newest = app.newEvent(1);
    assertEquals(List.of(newest), ids("/events?limit=1&before=9007199254740991", "eventId"));
    assertEquals(200, app.get("/events?limit=1000").statusCode());
    assertEquals(List.of(), ids("/events?before=1", "eventId"));
  }

  private static long reserve(long user) {
    var body = "{\"userId\":" + user + "}";
    var sold = app.post("/events/" + app.newEvent(1) + "/reservations", body);
    return app.json(sold).path("reservationId").asLong();
  }

  private static List<Long> walk(String path, String id, int limit) {
    List<Long> all = new ArrayList<>();
    List<Long> page = ids(path + "?limit=" + limit, id);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = ids(path + "?limit=" + limit + "&before=" + page.getLast(), id);
    }
    return all;
  }

  private static List<Long> ids(String path, String id) {
    List<Long> ids = new ArrayList<>();
    for (JsonNode entry : app.json(app.get(path))) {
      ids.add(entry.path(id).asLong());
    }
    return ids;
  }
}
