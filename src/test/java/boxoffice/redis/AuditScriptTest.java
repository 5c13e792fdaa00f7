package boxoffice.redis;

import static boxoffice.redis.ScriptRunner.EPOCH;
import static boxoffice.redis.ScriptRunner.EVENT;
import static boxoffice.redis.ScriptRunner.EVENT_KEY;
import static boxoffice.redis.ScriptRunner.UNSAVED;
import static boxoffice.redis.ScriptRunner.VERIFIED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestWorld;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What audit.lua hands over. */
class AuditScriptTest {
  private static final long OTHER = EVENT + 16;

  private TestWorld world;
  private ScriptRunner scripts;

  @BeforeEach
  void start() {
    world = TestWorld.fresh();
    scripts = ScriptRunner.onSale(world.redis(), 3);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<Object> audit(String epoch, int limit, long... events) {
    List<String> arguments = new ArrayList<>(List.of(epoch, Integer.toString(limit)));
    for (long event : events) {
      arguments.add(Long.toString(event));
    }
    return scripts.list("audit", new String[] {VERIFIED, UNSAVED}, arguments);
  }

  @Test
  void anotherEpochIsRefused() {
    assertEquals(List.of("UNVERIFIED"), audit("run:epoch:two", 10, EVENT));
  }

  @Test
  void anEventComesWithItsHoldersCountedAndItsChanges() {
    scripts.decide(scripts.reserve(7, 33));
    scripts.decide(scripts.reserve(8, 49));
    String change = world.redis().hget(UNSAVED, "33");
    world.redis().hdel(UNSAVED, "49");
    world.redis().srem(EVENT_KEY + ":unsaved", "49");
    assertEquals(
        List.of(
            List.of("17", 1L, "ALL", List.of("33", change), List.of("IU Concert", "3", "7", 2L))),
        audit(EPOCH, 10, EVENT));
  }

  @Test
  void anEventThatIsNotLoadedOrOfAnotherEpochIsNotOnSale() {
    world.redis().hset(EVENT_KEY, "epoch", "run:epoch:two");
    assertEquals(
        List.of(
            List.of("33", 0L, "ALL", List.of(), List.of()),
            List.of("17", 0L, "ALL", List.of(), List.of())),
        audit(EPOCH, 10, OTHER, EVENT));
  }

  @Test
  void anEventWithMoreChangesThanAreLeftComesWithoutThemAndOthersWithTheirs() {
    scripts.decide(scripts.reserve(7, 33));
    scripts.decide(scripts.reserve(8, 49));
    List<Object> onSale = List.of("IU Concert", "3", "7", 2L);
    assertEquals(
        List.of(
            List.of("17", 2L, "TOO_MANY", List.of(), onSale),
            List.of("33", 0L, "ALL", List.of(), List.of())),
        audit(EPOCH, 1, EVENT, OTHER));
    assertEquals("ALL", ((List<?>) audit(EPOCH, 2, EVENT).getFirst()).get(2));
  }
}
