package boxoffice.reservation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Those who may reserve. */
public final class UserService {
  private final UserStore users;
  private final Duration patience;

  /**
   * @param patience how long a request may wait, all its waits together
   */
  public UserService(UserStore users, Duration patience) {
    this.users = users;
    this.patience = patience;
  }

  public User create(String name) {
    return users.create(name, Deadline.after(patience));
  }

  /** Once for each key, however often it comes: the answer is the one of the first time. */
  public CreateOutcome<User> create(String name, CreationKey key) {
    return CreateOutcome.of(
        users.create(name, key, Deadline.after(patience)), id -> new User(id, name));
  }

  public Optional<User> find(long userId) {
    return users.find(userId, Deadline.after(patience));
  }

  /** Newest first. */
  public List<User> list(Page page) {
    return users.list(page, Deadline.after(patience));
  }
}
