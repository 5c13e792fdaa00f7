package boxoffice.reservation;

import java.util.Optional;

/** The users in PostgreSQL. */
public interface UserStore {
  User create(String name, Deadline deadline);

  Optional<User> find(long userId, Deadline deadline);

  /**
   * Whether there is such a user. Answered from memory for users seen before; that one does not
   * exist is never remembered.
   */
  boolean exists(long userId, Deadline deadline);
}
