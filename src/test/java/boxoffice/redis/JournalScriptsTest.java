package boxoffice.redis;

import static boxoffice.redis.ScriptRunner.BY_USER;
import static boxoffice.redis.ScriptRunner.EPOCH;
import static boxoffice.redis.ScriptRunner.EVENT;
import static boxoffice.redis.ScriptRunner.JOURNAL;
import static boxoffice.redis.ScriptRunner.PARTITION;
import static boxoffice.redis.ScriptRunner.UNSAVED;
import static boxoffice.redis.ScriptRunner.VERIFIED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestWorld;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each outcome of the scripts that keep the journal and the mark, on a real Redis. */
class JournalScriptsTest {
  private static final String CONFIRMED = "CONFIRMED 17 5 1000 1000";
  private static final String CANCELLED = "CANCELLED 17 5 1000 2000";
  private static final String PUT_BACK = Keys.putBack(PARTITION);

  private static TestWorld world;
  private RedisCommands<String, String> redis;
  private ScriptRunner scripts;

  @BeforeAll
  static void begin() {
    world = TestWorld.fresh();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @BeforeEach
  void putOnSale() {
    redis = world.redis();
    scripts = ScriptRunner.onSale(redis, 2);
  }

  /** Of the event and the user whose changes these are. */
  private String saved(String... changes) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < changes.length; i += 2) {
      words.addAll(List.of(changes[i], Long.toString(EVENT), "5", changes[i + 1]));
    }
    return scripts.word("saved", JOURNAL, words.toArray(String[]::new));
  }

  private String putBack(String mark, String... changes) {
    return putBackBy("", mark, changes);
  }

  private String putBackBy(String lease, String mark, String... changes) {
    List<String> arguments = new ArrayList<>(List.of(mark, lease));
    arguments.addAll(List.of(changes));
    String[] keys = {VERIFIED, UNSAVED, BY_USER, PUT_BACK};
    return scripts.word("put_back", keys, arguments.toArray(String[]::new));
  }

  private Map<String, String> journal() {
    return redis.hgetall(UNSAVED);
  }

  private Set<String> ofEvent() {
    return redis.smembers(Keys.unsavedOfEvent(PARTITION, EVENT));
  }

  private Set<String> ofUser() {
    return redis.zrange(BY_USER, 0, -1).stream()
        .filter(member -> member.startsWith("5:"))
        .map(member -> member.substring(2))
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsSavedLeavesTheJournalAndItsIndexes() {
    putBack(EPOCH, "161", CONFIRMED, "177", CONFIRMED);

    assertEquals("OK", saved("161", CONFIRMED));

    assertEquals(Map.of("177", CONFIRMED), journal());
    assertEquals(Set.of("177"), ofEvent());
    assertEquals(Set.of("177"), ofUser());
  }

  @Test
  void aUserWithoutUnsavedChangesIsForgotten() {
    putBack(EPOCH, "161", CONFIRMED, "177", CONFIRMED, "193", "CONFIRMED 17 6 1000 1000");

    saved("161", CONFIRMED, "177", CONFIRMED);

    assertEquals(List.of("6:193"), redis.zrange(BY_USER, 0, -1));
  }

  @Test
  void aCancelLaterThanWhatWasSavedStays() {
    putBack(EPOCH, "161", CANCELLED);

    saved("161", CONFIRMED);

    assertEquals(Map.of("161", CANCELLED), journal());
    assertEquals(Set.of("161"), ofEvent());
    assertEquals(Set.of("161"), ofUser());
  }

  @Test
  void savingWhatTheJournalDoesNotHaveChangesNothing() {
    assertEquals("OK", saved("161", CONFIRMED));

    assertEquals(Map.of(), journal());
  }

  @Test
  void whatIsPutBackIsFoundByEventAndUser() {
    assertEquals("OK", putBack(EPOCH, "161", CONFIRMED));

    assertEquals(Map.of("161", CONFIRMED), journal());
    assertEquals(Set.of("161"), ofEvent());
    assertEquals(Set.of("161"), ofUser());
  }

  @Test
  void aCancelPutBackBeatsTheConfirmation() {
    putBack(EPOCH, "161", CONFIRMED);

    putBack(EPOCH, "161", CANCELLED);

    assertEquals(Map.of("161", CANCELLED), journal());
  }

  @Test
  void aConfirmationPutBackDoesNotBeatTheCancel() {
    putBack(EPOCH, "161", CANCELLED);

    putBack(EPOCH, "161", CONFIRMED);

    assertEquals(Map.of("161", CANCELLED), journal());
  }

  @Test
  void anEntryOfTheSameStatusStaysAsItWas() {
    putBack(EPOCH, "161", CANCELLED);

    putBack(EPOCH, "161", "CANCELLED 17 5 1000 3000");

    assertEquals(Map.of("161", CANCELLED), journal());
  }

  @Test
  void nothingIsPutBackUnderAnotherMark() {
    assertEquals("UNVERIFIED", putBack("run:rebuild:other", "161", CONFIRMED));

    assertEquals(Map.of(), journal());
  }

  @Test
  void whoHasPutBackEverythingIsRemembered() {
    putBackBy("7", EPOCH, "161", CONFIRMED);
    putBackBy("9", EPOCH);

    assertEquals(Set.of("7", "9"), redis.smembers(PUT_BACK));
  }

  @Test
  void whoIsNotDoneOrPutsBackForAnotherMarkIsNotRemembered() {
    putBackBy("", EPOCH, "161", CONFIRMED);
    putBackBy("7", "run:rebuild:other");

    assertEquals(Set.of(), redis.smembers(PUT_BACK));
  }

  @Test
  void anotherMarkForgetsWhoHasPutBack() {
    putBackBy("7", EPOCH);

    scripts.word("set_verified", new String[] {VERIFIED, PUT_BACK}, EPOCH, "mine");

    assertEquals(Set.of(), redis.smembers(PUT_BACK));
  }

  @Test
  void theMarkIsReplacedOnlyIfItIsTheOneThatWasSeen() {
    String[] keys = {VERIFIED, PUT_BACK};

    assertEquals("CHANGED", scripts.word("set_verified", keys, "", "mine"));
    assertEquals("CHANGED", scripts.word("set_verified", keys, "another", "mine"));
    assertEquals(EPOCH, redis.get(VERIFIED));

    assertEquals("OK", scripts.word("set_verified", keys, EPOCH, "mine"));
    assertEquals("mine", redis.get(VERIFIED));
  }

  @Test
  void anEmptyRedisTakesTheFirstMark() {
    redis.flushall();

    assertEquals("OK", scripts.word("set_verified", new String[] {VERIFIED, PUT_BACK}, "", "mine"));
    assertEquals("mine", redis.get(VERIFIED));
  }

  @Test
  void aUsersUnsavedChangesAreTheirsAlone() {
    putBack(EPOCH, "161", CONFIRMED, "177", CANCELLED, "193", "CONFIRMED 17 6 1000 1000");

    List<Object> words = unsavedOfUser(EPOCH);

    assertEquals(Set.of("161", CONFIRMED, "177", CANCELLED), Set.copyOf(words));
    assertEquals(4, words.size());
  }

  @Test
  void aUserWhoseIdBeginsLikeAnothersHasTheirOwn() {
    putBack(EPOCH, "161", CONFIRMED, "177", "CONFIRMED 17 55 1000 1000");

    assertEquals(List.of("161", CONFIRMED), unsavedOfUser(EPOCH));
  }

  @Test
  void whatIsSavedTwiceInOneCallIsStruckOutOnce() {
    putBack(EPOCH, "161", CONFIRMED, "177", CONFIRMED);

    saved("161", CONFIRMED, "161", CONFIRMED);

    assertEquals(Map.of("177", CONFIRMED), journal());
    assertEquals(Set.of("177"), ofUser());
  }

  @Test
  void aUserWithoutUnsavedChangesHasNone() {
    assertEquals(List.of(), unsavedOfUser(EPOCH));
  }

  @Test
  void anotherEpochTellsNoUnsavedChanges() {
    putBack(EPOCH, "161", CONFIRMED);

    assertEquals(List.of("UNVERIFIED"), unsavedOfUser("run:epoch:other"));
  }

  private List<Object> unsavedOfUser(String epoch) {
    return scripts.list("unsaved_of_user", JOURNAL, List.of(epoch, "5"));
  }
}
