package boxoffice.reservation;

import java.util.Optional;

/** Those who may reserve. */
public interface UserService {
  User create(String name);

  Optional<User> find(long userId);
}
