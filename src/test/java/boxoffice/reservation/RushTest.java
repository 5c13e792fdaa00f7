package boxoffice.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Books;
import boxoffice.Crowd;
import boxoffice.TestApp;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hundreds at once for fewer tickets. */
class RushTest {
  private static final int BUYERS = 400;
  private static final int TICKETS = 150;

  @Test
  void exactlyAsManyAsThereAreTicketsGetOne() {
    try (var app = TestApp.start()) {
      long event = app.newEvent(TICKETS);
      app.newUser();
      app.world()
          .sql()
          .execute("insert into \"user\" (name) select 'Kim' from generate_series(1, ?)", BUYERS);
      List<HttpResponse<String>> first = Crowd.each(BUYERS, n -> app.reserve(event, n + 2L));
      List<Long> winners = new ArrayList<>();
      for (int n = 0; n < BUYERS; n++) {
        if (first.get(n).statusCode() == 201) {
          winners.add(n + 2L);
        } else {
          assertSoldOut(app, first.get(n));
        }
      }
      assertEquals(TICKETS, winners.size());
      assertEquals(0, app.available(event));
      Books.assertBalanced(app, event);

      List<HttpResponse<String>> second = Crowd.each(BUYERS, n -> app.reserve(event, n + 2L));
      for (int n = 0; n < BUYERS; n++) {
        HttpResponse<String> before = first.get(n);
        HttpResponse<String> again = second.get(n);
        if (before.statusCode() == 201) {
          assertEquals(409, again.statusCode(), again.body());
          assertEquals(
              app.json(before).path("reservationId"), app.json(again).path("reservationId"));
        } else {
          assertSoldOut(app, again);
        }
      }
      Books.assertBalanced(app, event);
    }
  }

  @Test
  void aBuyerWhoAsksFromManyPlacesAtOnceGetsOneTicket() {
    try (var app = TestApp.start()) {
      long event = app.newEvent(TICKETS);
      long user = app.newUser();
      List<HttpResponse<String>> answers = Crowd.each(100, n -> app.reserve(event, user));
      assertEquals(1, answers.stream().filter(answer -> answer.statusCode() == 201).count());
      assertEquals(99, answers.stream().filter(answer -> answer.statusCode() == 409).count());
      assertEquals(
          1,
          answers.stream().map(a -> app.json(a).path("reservationId").asLong()).distinct().count());
      Books.assertBalanced(app, event);
    }
  }

  private static void assertSoldOut(TestApp app, HttpResponse<String> answer) {
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals("SOLD_OUT", app.json(answer).path("code").asText());
  }
}
