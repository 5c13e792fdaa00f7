package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.reservation.Partition;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * The promise that the books balance (P5): once nothing is unsaved, PostgreSQL's rows, its {@code
 * available_tickets}, the event as it is answered and the holders in Redis say the same.
 */
public final class Books {

  private Books() {}

  public static void assertBalanced(TestApp app, long eventId) {
    assertBalanced(app, app.world(), eventId);
  }

  /** For an app whose servers are reached in another way than the world's. */
  public static void assertBalanced(TestApp app, TestWorld world, long eventId) {
    awaitAllSaved(world);
    HttpResponse<String> answer = app.get("/events/" + eventId);
    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode event = app.json(answer);
    long total = world.number("select total_tickets from event where id = ?", eventId);
    Map<String, String> confirmed = confirmed(world, eventId);
    assertEquals(total, event.path("totalTickets").asLong(), "the total that is answered");
    assertEquals(
        total - confirmed.size(),
        world.number("select available_tickets from event where id = ?", eventId),
        "available_tickets of event " + eventId);
    assertEquals(
        total - confirmed.size(),
        event.path("availableTickets").asLong(),
        "what is answered to be available of event " + eventId);
    assertEquals(confirmed, holders(world, eventId), "the holders in Redis");
  }

  /** Waits until neither the journal nor the recovery table has anything. */
  public static void awaitAllSaved(TestWorld world) {
    Await.until(
        () ->
            unsaved(world)
                + " changes are still in the journal, "
                + failedWrites(world)
                + " in failed_write",
        () -> unsaved(world) == 0 && failedWrites(world) == 0);
  }

  /** How many changes the journal in Redis has. */
  public static long unsaved(TestWorld world) {
    long unsaved = 0;
    for (int partition = 0; partition < Partition.COUNT; partition++) {
      unsaved += world.redis().hlen("{" + partition + "}:unsaved");
    }
    return unsaved;
  }

  public static long failedWrites(TestWorld world) {
    return world.number("select count(*) from failed_write");
  }

  /** User to reservation, with the digest of its key, as PostgreSQL has it. */
  private static Map<String, String> confirmed(TestWorld world, long eventId) {
    Map<String, String> confirmed = new HashMap<>();
    world
        .sql()
        .resultQuery(
            "select user_id::text, id || coalesce(' ' || key_digest, '') from reservation"
                + " where event_id = ? and status = 'CONFIRMED'",
            eventId)
        .forEach(row -> confirmed.put(row.get(0, String.class), row.get(1, String.class)));
    return confirmed;
  }

  private static Map<String, String> holders(TestWorld world, long eventId) {
    return world
        .redis()
        .hgetall("{" + Partition.ofEvent(eventId) + "}:event:" + eventId + ":holders");
  }
}
