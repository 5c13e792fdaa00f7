package boxoffice.chaos;

import boxoffice.chaos.History.OnSale;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a round sells, and to whom: mostly a few hot events that are sold out again and again, and
 * some that never are. Each buyer has users of its own and some that it shares with all others, so
 * that one user's requests for one event meet.
 *
 * @param users the ids of the round's users: this many from the first on
 */
record Market(List<OnSale> hot, List<OnSale> large, long firstUser, int users, int buyers) {
  static final int[] HOT_TOTALS = {50, 60, 80, 120, 200, 300};
  static final int[] LARGE_TOTALS = {20_000, 20_000, 30_000};
  private static final int SHARED_USERS = 60;

  long event(Random random) {
    List<OnSale> some = random.nextInt(100) < 75 ? hot : large;
    return some.get(random.nextInt(some.size())).eventId();
  }

  long user(int buyer, Random random) {
    if (random.nextInt(100) < 10) {
      return firstUser + random.nextInt(SHARED_USERS);
    }
    int each = (users - SHARED_USERS) / buyers;
    return firstUser + SHARED_USERS + (long) buyer * each + random.nextInt(each);
  }

  /** Whether more than one buyer buys for this user. */
  boolean isShared(long user) {
    return user < firstUser + SHARED_USERS;
  }

  /** A name for an event that an operator creates, or a key; of this round alone. */
  String newName(String suffix) {
    return "round-" + firstUser + "-" + suffix;
  }

  List<OnSale> events() {
    return Stream.concat(hot.stream(), large.stream()).toList();
  }
}
