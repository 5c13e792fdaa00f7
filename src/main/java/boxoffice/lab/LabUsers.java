package boxoffice.lab;

import boxoffice.reservation.UserStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The users that simulated buyers are. Each rush is on an event of its own, so those of one rush
 * serve the next, too, and no more are made than the largest rush needs.
 */
final class LabUsers {
  private static final String NAME = "Lab buyer";

  private final UserStore store;
  private final List<Long> made = new ArrayList<>();

  LabUsers(UserStore store) {
    this.store = store;
  }

  /**
   * So many different ones, in the random order of a crowd: it soon has somebody from everywhere,
   * whom the service then knows without asking PostgreSQL.
   */
  synchronized List<Long> crowd(int size) {
    if (made.size() < size) {
      made.addAll(store.createMany(NAME, size - made.size()));
    }
    List<Long> crowd = new ArrayList<>(made.subList(0, size));
    Collections.shuffle(crowd);
    return crowd;
  }
}
