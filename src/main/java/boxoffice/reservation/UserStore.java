package boxoffice.reservation;

import java.util.List;
import java.util.Optional;

/** The users in PostgreSQL. */
public interface UserStore {
  User create(String name, Deadline deadline);

  /** Creates them, or tells of the one who was created under this key: their id. */
  CreateOutcome<Long> create(String name, CreationKey key, Deadline deadline);

  /** So many users of one name, for who simulates a crowd; nobody waits for it. */
  List<Long> createMany(String name, int count);

  Optional<User> find(long userId, Deadline deadline);

  /** Newest first, that is by falling id. */
  List<User> list(Page page, Deadline deadline);

  /**
   * Whether there is such a user. Answered from memory for users seen before; that one does not
   * exist is never remembered.
   */
  boolean exists(long userId, Deadline deadline);
}
