package boxoffice.reservation;

import java.util.Optional;

/** Those who may reserve. */
public final class UserService {
  private final UserStore users;

  public UserService(UserStore users) {
    this.users = users;
  }

  public User create(String name) {
    return users.create(name);
  }

  public Optional<User> find(long userId) {
    return users.find(userId);
  }
}
