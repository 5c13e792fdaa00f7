package boxoffice.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.TestApp;
import boxoffice.TestTokens;
import boxoffice.model.ModelBoxOffice.Sold;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Does steps in the service and in the model, on events and users of its own, and compares. */
final class Play {
  private static final long NOBODY = (1L << 53) - 1;
  private static final List<String> BAD_BODIES =
      List.of(
          "",
          "[]",
          "{\"userId\":\"1\"}",
          "{\"userId\":1.5}",
          "{\"userId\":-1}",
          "{\"userId\":null,\"userId\":1}",
          "{\"userId\":9007199254740993}",
          "{");

  private final Service service;
  private final ModelBoxOffice model = new ModelBoxOffice(1, 2, 3);
  private final long[] events;
  private final long[] users;

  Play(Service service) {
    this.service = service;
    this.events =
        IntStream.range(0, Step.EVENTS)
            .mapToLong(event -> service.app().newEvent(model.total(event)))
            .toArray();
    this.users = IntStream.range(0, Step.USERS).mapToLong(_ -> service.app().newUser()).toArray();
  }

  /**
   * To the end, then looks whether all is as it should be.
   *
   * @throws AssertionError where the service does something else than the model
   */
  void all(List<Step> steps) {
    steps.forEach(this::one);
    for (int event = 0; event < Step.EVENTS; event++) {
      look(event);
    }
    for (int user = 0; user < Step.USERS; user++) {
      list(user);
    }
    audit();
  }

  private void one(Step step) {
    try {
      carryOut(step);
    } catch (AssertionError e) {
      throw new AssertionError("at: " + step + "\n" + e.getMessage(), e);
    }
  }

  private void carryOut(Step step) {
    switch (step.action()) {
      case RESERVE -> reserve(step, Optional.empty());
      case RESERVE_WITH_KEY -> reserve(step, Optional.of("key " + step.number() % 2));
      case RESERVE_FOR_ANOTHER -> reserveForAnother(step);
      case RESERVE_UNKNOWN_EVENT ->
          refused(
              ask(step.user(), "POST", reservations(NOBODY), userId(users[step.user()])),
              400,
              "EVENT_NOT_FOUND");
      case RESERVE_AS_UNKNOWN_USER ->
          refused(
              service.ask(NOBODY, "POST", reservations(events[step.event()]), userId(NOBODY)),
              400,
              "USER_NOT_FOUND");
      case RESERVE_BADLY ->
          refused(
              ask(
                  step.user(),
                  "POST",
                  reservations(events[step.event()]),
                  BAD_BODIES.get(step.number())),
              400,
              "INVALID_REQUEST");
      case CANCEL -> model.sold(step.number()).ifPresent(sold -> cancel(sold, sold.user));
      case CANCEL_AS_ANOTHER ->
          model.sold(step.number()).ifPresent(sold -> cancel(sold, step.user()));
      case FIND -> model.sold(step.number()).ifPresent(sold -> find(sold, sold.user));
      case FIND_AS_ANOTHER -> model.sold(step.number()).ifPresent(sold -> find(sold, step.user()));
      case LIST -> list(step.user());
      case LOOK -> look(step.event());
      case RESIZE -> resize(step.event(), step.number());
      case AUDIT -> audit();
      case RESTART -> service.restart();
    }
  }

  private void reserve(Step step, Optional<String> key) {
    HttpResponse<String> answer =
        service.ask(
            users[step.user()],
            "POST",
            reservations(events[step.event()]),
            userId(users[step.user()]),
            key);
    Optional<Sold> held = model.held(step.event(), step.user());
    if (held.isPresent()) {
      Sold sold = held.get();
      boolean repeated = key.isPresent() && key.equals(sold.key);
      JsonNode json = repeated ? ok(answer, 201) : refused(answer, 409, "ALREADY_RESERVED");
      assertEquals(sold.id, json.path("reservationId").asLong());
    } else if (model.available(step.event()) == 0) {
      refused(answer, 400, "SOLD_OUT");
    } else {
      JsonNode json = ok(answer, 201);
      long id = json.path("reservationId").asLong();
      assertTrue(id > 0 && model.isNew(id), "a reservation of its own");
      assertEquals("/reservations/" + id, answer.headers().firstValue("Location").orElse(""));
      assertEquals(events[step.event()], json.path("eventId").asLong());
      assertEquals(users[step.user()], json.path("userId").asLong());
      assertEquals("CONFIRMED", json.path("status").asText());
      model.sell(new Sold(id, step.event(), step.user(), key));
    }
  }

  /** Where nobody is asked for a token, everybody may: then it is what the other would do. */
  private void reserveForAnother(Step step) {
    int other = (step.user() + 1) % Step.USERS;
    if (service.asksForTokens()) {
      refused(
          ask(step.user(), "POST", reservations(events[step.event()]), userId(users[other])),
          403,
          "FORBIDDEN");
    } else {
      reserve(new Step(step.action(), step.event(), other, step.number()), Optional.empty());
    }
  }

  private void cancel(Sold sold, int user) {
    HttpResponse<String> answer = ask(user, "DELETE", "/reservations/" + sold.id, "");
    if (!mayTouch(sold, user)) {
      refused(answer, 400, "RESERVATION_NOT_FOUND");
    } else if (sold.cancelled) {
      refused(answer, 400, "ALREADY_CANCELLED");
    } else {
      ok(answer, 200);
      sold.cancelled = true;
    }
  }

  private void find(Sold sold, int user) {
    HttpResponse<String> answer = ask(user, "GET", "/reservations/" + sold.id, "");
    if (mayTouch(sold, user)) {
      JsonNode json = ok(answer, 200);
      assertEquals(sold.id, json.path("reservationId").asLong());
      assertEquals(events[sold.event], json.path("eventId").asLong());
      assertEquals(users[sold.user], json.path("userId").asLong());
      assertEquals(sold.status(), json.path("status").asText());
    } else {
      refused(answer, 400, "RESERVATION_NOT_FOUND");
    }
  }

  private boolean mayTouch(Sold sold, int user) {
    return sold.user == user || !service.asksForTokens();
  }

  private void list(int user) {
    JsonNode json = ok(ask(user, "GET", "/users/" + users[user] + "/reservations", ""), 200);
    List<Sold> expected = model.ofUser(user);
    assertEquals(expected.size(), json.size(), json::toString);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).id, json.path(i).path("reservationId").asLong());
      assertEquals(expected.get(i).status(), json.path(i).path("status").asText());
      assertEquals(events[expected.get(i).event], json.path(i).path("eventId").asLong());
    }
  }

  private void look(int event) {
    JsonNode json = ok(service.app().get("/events/" + events[event]), 200);
    assertEquals(model.total(event), json.path("totalTickets").asInt());
    assertEquals(model.available(event), json.path("availableTickets").asInt());
  }

  private void resize(int event, int total) {
    HttpResponse<String> answer =
        service.app().patch("/events/" + events[event], "{\"totalTickets\":" + total + "}");
    if (total < model.confirmed(event)) {
      refused(answer, 409, "BELOW_CONFIRMED");
    } else {
      ok(answer, 200);
      model.resize(event, total);
      look(event);
    }
  }

  /** The books of these events balance; saved they are a moment later. */
  private void audit() {
    for (int event = 0; event < Step.EVENTS; event++) {
      String page = "/operations/audit?limit=1&before=" + (events[event] + 1);
      int confirmed = model.confirmed(event);
      Await.until(
          () -> "not " + confirmed + " in the books: " + service.app().get(page).body(),
          () -> {
            JsonNode books = ok(service.app().get(page), 200).path("events").path(0);
            assertTrue(books.path("finding").isNull(), books::toString);
            return books.path("balanced").asBoolean()
                && books.path("confirmed").asInt() == confirmed
                && books.path("unsavedReservations").asInt() == 0
                && books.path("unsavedCancels").asInt() == 0;
          });
    }
  }

  private HttpResponse<String> ask(int user, String method, String path, String body) {
    return service.ask(users[user], method, path, body);
  }

  private JsonNode ok(HttpResponse<String> answer, int status) {
    assertEquals(status, answer.statusCode(), answer::body);
    return service.app().json(answer);
  }

  private JsonNode refused(HttpResponse<String> answer, int status, String code) {
    JsonNode json = ok(answer, status);
    assertEquals(code, json.path("code").asText());
    return json;
  }

  private static String reservations(long event) {
    return "/events/" + event + "/reservations";
  }

  private static String userId(long user) {
    return "{\"userId\":" + user + "}";
  }

  /** What is asked: the app of the moment, and as whom. */
  interface Service {
    TestApp app();

    boolean asksForTokens();

    void restart();

    default HttpResponse<String> ask(long user, String method, String path, String body) {
      return ask(user, method, path, body, Optional.empty());
    }

    default HttpResponse<String> ask(
        long user, String method, String path, String body, Optional<String> key) {
      return app()
          .as(
              asksForTokens() ? Optional.of(TestTokens.ofUser(user)) : Optional.empty(),
              method,
              path,
              body,
              key.map(text -> Map.of("Idempotency-Key", '"' + text + '"')).orElse(Map.of()));
    }
  }
}
