package boxoffice.redis;

import static boxoffice.redis.ScriptRunner.BY_USER;
import static boxoffice.redis.ScriptRunner.EPOCH;
import static boxoffice.redis.ScriptRunner.EVENT;
import static boxoffice.redis.ScriptRunner.EVENT_KEY;
import static boxoffice.redis.ScriptRunner.HOLDERS;
import static boxoffice.redis.ScriptRunner.PARTITION;
import static boxoffice.redis.ScriptRunner.UNSAVED;
import static boxoffice.redis.ScriptRunner.VERIFIED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestWorld;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.Reservation;
import boxoffice.reservation.Status;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each outcome of decide.lua, on a real Redis. */
class DecideScriptTest {
  private static final long KIM = 5;
  private static final long LEE = 6;
  private static final long FIRST = 161;
  private static final long SECOND = 177;

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

  private Reservation unsaved(long id) {
    return ChangeFormat.read(Long.toString(id), redis.hget(UNSAVED, Long.toString(id)));
  }

  private static Request cancel(long user, long id, Deadline deadline) {
    var created = Instant.ofEpochSecond(1_000, 123_000);
    return Request.cancel(
        new Reservation(id, EVENT, user, Status.CONFIRMED, created, created), deadline);
  }

  private static Request cancel(long user, long id) {
    return cancel(user, id, Deadline.after(Duration.ofMinutes(1)));
  }

  private static Request event(long id) {
    return Request.event(id, Deadline.after(Duration.ofMinutes(1)));
  }

  private static Request find(long id) {
    return Request.find(id, Deadline.after(Duration.ofMinutes(1)));
  }

  private Map<String, String> holders() {
    return redis.hgetall(HOLDERS);
  }

  @Test
  void aReservationTakesTheTicketAndIsJournalledInTheSameStep() {
    var answer = (Answer.Reserved) scripts.answer(scripts.reserve(KIM, FIRST));

    Reservation change = answer.change();
    assertEquals(change, unsaved(FIRST));
    assertEquals(Status.CONFIRMED, change.status());
    assertEquals(
        List.of(FIRST, EVENT, KIM), List.of(change.id(), change.eventId(), change.userId()));
    assertEquals(change.createdAt(), change.modifiedAt());
    assertEquals(Map.of("5", "161"), holders());
    assertEquals(Set.of("161"), redis.smembers(Keys.unsavedOfEvent(PARTITION, EVENT)));
    assertEquals(List.of("5:161"), redis.zrange(BY_USER, 0, -1));
  }

  @Test
  void anotherEpochOfTheSenderRunsNothing() {
    var requests = List.of(scripts.reserve(KIM, FIRST), event(EVENT));

    assertEquals(
        List.of(List.of("UNVERIFIED")), scripts.decide("run:epoch:other", 1_000, requests));

    assertEquals(Set.of(VERIFIED, EVENT_KEY), Set.copyOf(redis.keys("*")));
  }

  @Test
  void anEmptiedRedisRunsNothing() {
    redis.flushall();

    assertEquals(List.of("UNVERIFIED"), scripts.decide(scripts.reserve(KIM, FIRST)));

    assertEquals(List.of(), redis.keys("*"));
  }

  @Test
  void anEventOfAnotherEpochIsNotLoadedForAnyOperation() {
    scripts.decide(scripts.reserve(KIM, FIRST));
    scripts.load("run:epoch:before", 2);
    var notLoaded = List.of("NOT_LOADED", "17");

    assertEquals(notLoaded, scripts.decide(scripts.reserve(LEE, SECOND)));
    assertEquals(notLoaded, scripts.decide(cancel(KIM, FIRST)));
    assertEquals(notLoaded, scripts.decide(event(EVENT)));
    assertEquals(notLoaded, scripts.decide(find(FIRST)));
    assertEquals(Map.of("5", "161"), holders());
  }

  @Test
  void anUnknownEventIsNotLoaded() {
    assertEquals(List.of("NOT_LOADED", "33"), scripts.decide(event(33)));
  }

  @Test
  void aReserveAfterItsDeadlineRunsNothing() {
    assertEquals(List.of("EXPIRED"), scripts.decide(scripts.lateReserve(KIM, FIRST)));

    assertEquals(Set.of(VERIFIED, EVENT_KEY), Set.copyOf(redis.keys("*")));
  }

  @Test
  void aCancelAfterItsDeadlineRunsNothing() {
    scripts.decide(scripts.reserve(KIM, FIRST));

    assertEquals(
        List.of("EXPIRED"), scripts.decide(cancel(KIM, FIRST, Deadline.after(Duration.ZERO))));

    assertEquals(Map.of("5", "161"), holders());
    assertTrue(unsaved(FIRST).isConfirmed());
  }

  @Test
  void aSecondReservationIsToldTheFirstAndItsUnsavedChange() {
    scripts.decide(scripts.reserve(KIM, FIRST));

    assertEquals(
        List.of("ALREADY_RESERVED", "161", redis.hget(UNSAVED, "161")),
        scripts.decide(scripts.reserve(KIM, SECOND)));

    assertFalse(redis.hexists(UNSAVED, "177"));
  }

  @Test
  void aSecondReservationIsToldTheSavedFirstWithoutAChange() {
    scripts.decide(scripts.reserve(KIM, FIRST));
    redis.del(UNSAVED);

    assertEquals(
        List.of("ALREADY_RESERVED", "161", ""), scripts.decide(scripts.reserve(KIM, SECOND)));
  }

  @Test
  void aHolderOfASoldOutEventIsToldSo() {
    scripts.load(EPOCH, 1);
    scripts.decide(scripts.reserve(KIM, FIRST));

    assertEquals("ALREADY_RESERVED", scripts.decide(scripts.reserve(KIM, SECOND)).getFirst());
  }

  @Test
  void theTicketAfterTheLastIsRefused() {
    scripts.load(EPOCH, 1);
    scripts.decide(scripts.reserve(KIM, FIRST));

    assertEquals(List.of("SOLD_OUT"), scripts.decide(scripts.reserve(LEE, SECOND)));

    assertEquals(Map.of("5", "161"), holders());
  }

  @Test
  void tooManyUnsavedChangesStopTheSaleButNotTheCancel() {
    scripts.decide(EPOCH, 1, List.of(scripts.reserve(KIM, FIRST)));

    assertEquals(
        List.of(List.of("BACKLOGGED"), List.of("NOT_HELD")),
        scripts.decide(EPOCH, 1, List.of(scripts.reserve(LEE, SECOND), cancel(LEE, SECOND))));
    assertEquals(
        "CANCELLED", scripts.decide(EPOCH, 1, List.of(cancel(KIM, FIRST))).getFirst().getFirst());
  }

  @Test
  void aCancelFreesTheTicketAndKeepsWhenTheReservationWasMade() {
    scripts.decide(scripts.reserve(KIM, FIRST));

    var answer = (Answer.Cancelled) scripts.answer(cancel(KIM, FIRST));

    Reservation change = answer.change();
    assertEquals(change, unsaved(FIRST));
    assertEquals(Status.CANCELLED, change.status());
    assertEquals(Instant.ofEpochSecond(1_000, 123_000), change.createdAt());
    assertEquals(Map.of(), holders());
  }

  @Test
  void aCancelOfWhatIsNotHeldChangesNothing() {
    scripts.decide(scripts.reserve(KIM, SECOND));

    assertEquals(List.of("NOT_HELD"), scripts.decide(cancel(KIM, FIRST)));
    assertEquals(List.of("NOT_HELD"), scripts.decide(cancel(LEE, FIRST)));

    assertEquals(Map.of("5", "177"), holders());
    assertEquals(Set.of("177"), redis.hgetall(UNSAVED).keySet());
  }

  @Test
  void anEventTellsWhatIsLeft() {
    scripts.decide(scripts.reserve(KIM, FIRST));

    assertEquals(List.of("EVENT", "IU Concert", 2L, 1L), scripts.decide(event(EVENT)));
  }

  @Test
  void anEventWithMoreHoldersThanTicketsHasNoneLeft() {
    redis.hset(HOLDERS, Map.of("1", "1", "2", "17", "3", "33"));

    assertEquals(List.of("EVENT", "IU Concert", 2L, 0L), scripts.decide(event(EVENT)));
    assertEquals(List.of("SOLD_OUT"), scripts.decide(scripts.reserve(KIM, FIRST)));
  }

  @Test
  void anUnsavedReservationIsFoundWithTheNameOfItsEvent() {
    scripts.decide(scripts.reserve(KIM, FIRST));

    assertEquals(
        List.of("UNSAVED", "161", redis.hget(UNSAVED, "161"), "IU Concert"),
        scripts.decide(find(FIRST)));
  }

  @Test
  void anUnsavedCancelIsFound() {
    scripts.decide(scripts.reserve(KIM, FIRST));
    scripts.decide(cancel(KIM, FIRST));

    var found = (Answer.Unsaved) scripts.answer(find(FIRST));

    assertEquals(Status.CANCELLED, found.change().status());
  }

  @Test
  void aReservationThatIsNotInTheJournalIsLookedUpInPostgres() {
    assertEquals(List.of("SAVED"), scripts.decide(find(FIRST)));
  }

  @Test
  void anUnsavedConfirmationWithoutATicketIsLookedUpInPostgres() {
    scripts.decide(scripts.reserve(KIM, FIRST));
    redis.del(HOLDERS);

    assertEquals(List.of("SAVED"), scripts.decide(find(FIRST)));
  }

  @Test
  void aBatchIsDecidedInItsOrder() {
    scripts.load(EPOCH, 1);

    List<List<Object>> answers =
        scripts.decide(
            EPOCH,
            1_000,
            List.of(
                scripts.reserve(KIM, FIRST),
                scripts.reserve(KIM, SECOND),
                scripts.reserve(LEE, SECOND),
                cancel(KIM, FIRST),
                scripts.lateReserve(LEE, SECOND),
                scripts.reserve(LEE, SECOND),
                event(EVENT),
                find(FIRST)));

    assertEquals(
        List.of(
            "RESERVED",
            "ALREADY_RESERVED",
            "SOLD_OUT",
            "CANCELLED",
            "EXPIRED",
            "RESERVED",
            "EVENT",
            "UNSAVED"),
        answers.stream().map(List::getFirst).toList());
    assertEquals(Map.of("6", "177"), holders());
  }

  @Test
  void whoCancelsAndReservesAgainInOneBatchHoldsTheNewReservation() {
    scripts.decide(scripts.reserve(KIM, FIRST));

    List<List<Object>> answers =
        scripts.decide(
            EPOCH, 1_000, List.of(cancel(KIM, FIRST), scripts.reserve(KIM, SECOND), event(EVENT)));

    assertEquals(
        List.of(List.of("CANCELLED"), List.of("RESERVED"), List.of("EVENT", "IU Concert", 2L, 1L)),
        answers);
    assertEquals(Map.of("5", "177"), holders());
    assertEquals(Status.CANCELLED, unsaved(FIRST).status());
    assertEquals(Status.CONFIRMED, unsaved(SECOND).status());
    assertEquals(List.of("5:161", "5:177"), redis.zrange(BY_USER, 0, -1));
  }

  @Test
  void whoReservesAndCancelsInOneBatchHoldsNothing() {
    scripts.decide(EPOCH, 1_000, List.of(scripts.reserve(KIM, FIRST), cancel(KIM, FIRST)));

    assertEquals(Map.of(), holders());
    assertEquals(Status.CANCELLED, unsaved(FIRST).status());
  }

  private static final String DIGEST = "abcdefghijklmnopqrstuv";
  private static final String OTHER_DIGEST = "ABCDEFGHIJKLMNOPQRSTUV";

  @Test
  void theDigestOfAKeyIsKeptWithTheHolderAndTheChange() {
    var answer = (Answer.Reserved) scripts.answer(scripts.reserve(KIM, FIRST, DIGEST));

    assertEquals(Optional.of(DIGEST), answer.change().keyDigest());
    assertEquals(answer.change(), unsaved(FIRST));
    assertEquals(ChangeFormat.write(answer.change()), redis.hget(UNSAVED, "161"));
    assertEquals(Map.of("5", "161 " + DIGEST), holders());
    assertEquals(Set.of("161"), redis.smembers(Keys.unsavedOfEvent(PARTITION, EVENT)));
    assertEquals(List.of("5:161"), redis.zrange(BY_USER, 0, -1));
  }

  @Test
  void onlyTheKeyThatMadeTheReservationRepeatsIt() {
    scripts.decide(scripts.reserve(KIM, FIRST, DIGEST));
    Reservation change = unsaved(FIRST);

    assertEquals(
        new Answer.Repeated(FIRST, Optional.of(change)),
        scripts.answer(scripts.reserve(KIM, SECOND, DIGEST)));
    assertEquals(
        new Answer.AlreadyReserved(FIRST, Optional.of(change)),
        scripts.answer(scripts.reserve(KIM, SECOND, OTHER_DIGEST)));
    assertEquals(
        new Answer.AlreadyReserved(FIRST, Optional.of(change)),
        scripts.answer(scripts.reserve(KIM, SECOND)));
    assertEquals(Map.of("5", "161 " + DIGEST), holders());
  }

  @Test
  void aRepeatIsHeldInMemoryUntilItIsSaved() {
    scripts.decide(scripts.reserve(KIM, FIRST, DIGEST));

    Answer again = scripts.answer(scripts.reserve(KIM, SECOND, DIGEST));
    assertEquals(Optional.of(unsaved(FIRST)), again.acknowledged());

    redis.del(UNSAVED);
    assertEquals(
        new Answer.Repeated(FIRST, Optional.empty()),
        scripts.answer(scripts.reserve(KIM, SECOND, DIGEST)));
  }

  @Test
  void aKeyRepeatsNothingThatWasMadeWithoutOne() {
    scripts.decide(scripts.reserve(KIM, FIRST));

    assertEquals(
        "ALREADY_RESERVED", scripts.decide(scripts.reserve(KIM, SECOND, DIGEST)).getFirst());
  }

  @Test
  void twoRequestsWithOneKeyInOneBatchMakeOneReservation() {
    var answers =
        scripts.decide(
            EPOCH,
            1_000,
            List.of(scripts.reserve(KIM, FIRST, DIGEST), scripts.reserve(KIM, SECOND, DIGEST)));

    assertEquals(List.of("RESERVED"), answers.getFirst());
    assertEquals(List.of("REPEATED", "161"), answers.getLast().subList(0, 2));
    assertEquals(1, redis.hlen(HOLDERS));
  }

  @Test
  void aReservationWithAKeyIsFoundAndCancelledByItsId() {
    scripts.decide(scripts.reserve(KIM, FIRST, DIGEST));
    var found = (Answer.Unsaved) scripts.answer(find(FIRST));
    assertEquals(Optional.of(DIGEST), found.change().keyDigest());

    Deadline deadline = Deadline.after(Duration.ofMinutes(1));
    var cancelled = (Answer.Cancelled) scripts.answer(Request.cancel(found.change(), deadline));
    assertEquals(cancelled.change(), unsaved(FIRST));
    assertEquals(Map.of(), holders());
    assertEquals(List.of("RESERVED"), scripts.decide(scripts.reserve(KIM, SECOND, DIGEST)));
  }

  /** As after an upgrade, when the row that the cancel was read from has no digest. */
  @Test
  void aCancelThatKnowsNoDigestFindsItsReservation() {
    scripts.decide(scripts.reserve(KIM, FIRST, DIGEST));

    assertEquals(List.of("CANCELLED"), scripts.decide(cancel(KIM, FIRST)));
    assertEquals(Map.of(), holders());
  }

  @Test
  void theSameKeyOfAnotherUserIsAnotherKey() {
    scripts.decide(scripts.reserve(KIM, FIRST, DIGEST));

    assertEquals(List.of("RESERVED"), scripts.decide(scripts.reserve(LEE, SECOND, DIGEST)));
  }
}
