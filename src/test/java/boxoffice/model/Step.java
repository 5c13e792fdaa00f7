package boxoffice.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Something that somebody does. It names events, users and reservations by small numbers, so that
 * it means something whatever steps before it are left out.
 *
 * @param number which reservation, which key, how many tickets: what the action needs
 */
record Step(Action action, int event, int user, int number) {
  static final int EVENTS = 3;
  static final int USERS = 4;

  enum Action {
    RESERVE("user %2$d reserves event %1$d"),
    RESERVE_WITH_KEY("user %2$d reserves event %1$d with key %3$d"),
    RESERVE_FOR_ANOTHER("user %2$d reserves event %1$d for the next user"),
    RESERVE_UNKNOWN_EVENT("user %2$d reserves an event that does not exist"),
    RESERVE_AS_UNKNOWN_USER("a user who does not exist reserves event %1$d"),
    RESERVE_BADLY("user %2$d reserves event %1$d by the bad body %3$d"),
    CANCEL("the owner cancels reservation %3$d"),
    CANCEL_AS_ANOTHER("user %2$d cancels reservation %3$d"),
    FIND("the owner looks at reservation %3$d"),
    FIND_AS_ANOTHER("user %2$d looks at reservation %3$d"),
    LIST("user %2$d lists their reservations"),
    LOOK("somebody looks at event %1$d"),
    RESIZE("event %1$d is given %3$d tickets"),
    AUDIT("the books are audited"),
    RESTART("the service is stopped and started");

    private final String words;

    Action(String words) {
      this.words = words;
    }
  }

  private static final List<Action> QUICK =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Action.RESTART)));

  /** So many, most of them about few tickets that many want. */
  static List<Step> random(Random random, int count) {
    return Stream.generate(
            () ->
                new Step(
                    action(random),
                    random.nextInt(EVENTS),
                    random.nextInt(USERS),
                    random.nextInt(1, 8)))
        .limit(count)
        .toList();
  }

  private static Action action(Random random) {
    int of100 = random.nextInt(100);
    if (of100 < 45) {
      return random.nextBoolean() ? Action.RESERVE : Action.RESERVE_WITH_KEY;
    }
    if (of100 < 65) {
      return Action.CANCEL;
    }
    // It takes a hundred times as long as the others.
    return of100 == 65 && random.nextInt(4) == 0
        ? Action.RESTART
        : QUICK.get(random.nextInt(QUICK.size()));
  }

  @Override
  public String toString() {
    return action.words.formatted(event, user, number);
  }
}
