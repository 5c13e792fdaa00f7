package boxoffice.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.BoxOffice;
import boxoffice.TestWorld;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each changed script still decides, and breaks what it is meant to break; on a real Redis. */
class BrokenVariantTest {
  private static final int NEVER = Integer.MAX_VALUE;
  private static final int ALWAYS = 1;
  private static final String LATER = "9999999999999999";
  private static final String EPOCH = "run:epoch:one";
  private static final String HOLDERS = "{1}:event:17:holders";

  private static TestWorld world;
  private RedisCommands<String, String> redis;

  @BeforeAll
  static void begin() {
    world = TestWorld.fresh();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @BeforeEach
  void putOneTicketOnSale() {
    redis = world.redis();
    redis.flushall();
    redis.set("{1}:verified", EPOCH);
    redis.hset("{1}:event:17", Map.of("epoch", EPOCH, "total", "1", "name", "IU", "version", "1"));
  }

  private List<?> ask(BrokenVariant variant, int oneIn, String operation, String user, String id)
      throws IOException {
    List<Object> answers =
        redis.eval(
            variant.script(oneIn),
            ScriptOutputType.MULTI,
            new String[] {"{1}:verified", "{1}:unsaved", "{1}:unsaved:by-user"},
            EPOCH,
            "1000",
            operation,
            "17",
            user,
            id,
            LATER,
            "1000");
    return answers.get(1) instanceof List<?> list ? list : List.of(answers.get(1));
  }

  private List<?> ask(BrokenVariant variant, String operation, String user, String id)
      throws IOException {
    return ask(variant, ALWAYS, operation, user, id);
  }

  @ParameterizedTest
  @EnumSource
  void decidesRightlyMostOfTheTime(BrokenVariant variant) throws IOException {
    assertEquals("RESERVED", ask(variant, NEVER, "reserve", "5", "161").getFirst());
    assertEquals("161", ask(variant, NEVER, "reserve", "5", "177").get(1));
    assertEquals(List.of("SOLD_OUT"), ask(variant, NEVER, "reserve", "6", "193"));
    assertEquals("CANCELLED", ask(variant, NEVER, "cancel", "5", "161").getFirst());
    assertEquals(Map.of(), redis.hgetall(HOLDERS));
    assertTrue(redis.hget("{1}:unsaved", "161").startsWith("CANCELLED "));
  }

  @ParameterizedTest
  @EnumSource
  void theChangedScriptIsFoundBeforeTheProducts(BrokenVariant variant, @TempDir Path directory)
      throws IOException, ReflectiveOperationException {
    URL changed = variant.classpathEntry(directory.resolve("new")).toUri().toURL();
    URL product = BoxOffice.class.getProtectionDomain().getCodeSource().getLocation();
    try (var loader = new URLClassLoader(new URL[] {changed, product}, null);
        InputStream in =
            loader.loadClass("boxoffice.redis.Script").getResourceAsStream("decide.lua")) {
      String found = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertEquals(variant.script(BrokenVariant.ONE_IN), found);
    }
  }

  @ParameterizedTest
  @EnumSource
  void breaksByTheScriptOrByTheDatabase(BrokenVariant variant) throws IOException {
    String right = BrokenVariant.LOST_ACKNOWLEDGEMENT.script(ALWAYS);

    assertNotEquals(variant.sql().isPresent(), !variant.script(ALWAYS).equals(right));
  }

  @Test
  void aSecondTicketIsSoldButNoThird() throws IOException {
    ask(BrokenVariant.DOUBLE_SALE, "reserve", "5", "161");

    assertEquals("RESERVED", ask(BrokenVariant.DOUBLE_SALE, "reserve", "6", "177").getFirst());
    assertEquals(List.of("SOLD_OUT"), ask(BrokenVariant.DOUBLE_SALE, "reserve", "7", "193"));
  }

  @Test
  void aTriggerKeepsTheRowsOfCancelsConfirmed() {
    world.sql().execute("create table reservation (id bigint, status text)");
    world.sql().execute(BrokenVariant.RESURRECTED_CANCEL.sql(ALWAYS).orElseThrow());

    world.sql().execute("insert into reservation values (161, 'CONFIRMED'), (177, 'CANCELLED')");
    world.sql().execute("update reservation set status = 'CANCELLED' where id = 161");

    assertEquals(2, world.number("select count(*) from reservation where status = 'CONFIRMED'"));
    world.sql().execute("drop table reservation");
    world.sql().execute("drop function break_reservation");
  }

  @Test
  void soldOutIsSaidWithATicketLeft() throws IOException {
    assertEquals(List.of("SOLD_OUT"), ask(BrokenVariant.DISHONEST_SOLD_OUT, "reserve", "5", "161"));
  }

  @Test
  void aCancelledTicketStaysTaken() throws IOException {
    ask(BrokenVariant.TICKET_NEVER_FREED, "reserve", "5", "161");

    assertEquals(
        "CANCELLED", ask(BrokenVariant.TICKET_NEVER_FREED, "cancel", "5", "161").getFirst());
    assertEquals(List.of("SOLD_OUT"), ask(BrokenVariant.TICKET_NEVER_FREED, "reserve", "5", "177"));
  }

  @Test
  void anotherIdIsToldOnAskingAgain() throws IOException {
    ask(BrokenVariant.CHANGED_ID, "reserve", "5", "161");

    assertEquals(
        List.of("ALREADY_RESERVED", "177", ""),
        ask(BrokenVariant.CHANGED_ID, "reserve", "5", "177"));
  }

  @Test
  void theSameIsToldToWhoBringsAnotherKey() throws IOException {
    ask(BrokenVariant.TOLD_TO_EVERYBODY, "reserve", "5", "161 mine");

    assertEquals(
        List.of("REPEATED", "161", ""),
        ask(BrokenVariant.TOLD_TO_EVERYBODY, "reserve", "5", "177 another"));
  }

  @Test
  void whoBringsTheKeyThatMadeItIsRefused() throws IOException {
    ask(BrokenVariant.FORGOTTEN_KEY, NEVER, "reserve", "5", "161 mine");
    assertEquals(
        "REPEATED", ask(BrokenVariant.FORGOTTEN_KEY, "reserve", "5", "177 mine").getFirst());
    ask(BrokenVariant.FORGOTTEN_KEY, "cancel", "5", "161");

    ask(BrokenVariant.FORGOTTEN_KEY, "reserve", "5", "193 mine");

    assertEquals(
        "ALREADY_RESERVED",
        ask(BrokenVariant.FORGOTTEN_KEY, "reserve", "5", "209 mine").getFirst());
  }

  @Test
  void aTriggerDropsRowsWithoutAWord() {
    world.sql().execute("create table reservation (id bigint)");

    world.sql().execute(BrokenVariant.LOST_ACKNOWLEDGEMENT.sql(ALWAYS).orElseThrow());

    assertEquals(0, world.sql().execute("insert into reservation values (161)"));
    assertEquals(0, world.number("select count(*) from reservation"));
    world.sql().execute("drop table reservation");
    world.sql().execute("drop function break_reservation");
  }
}
