package boxoffice.http;

import static boxoffice.http.Responses.UserBody;

import boxoffice.reservation.User;
import boxoffice.reservation.UserService;
import io.javalin.http.Context;

/** Create, look, list. */
final class UserHandlers {
  private final UserService users;

  UserHandlers(UserService users) {
    this.users = users;
  }

  Answer create(Context ctx, byte[] body) {
    String name = Members.of(body).name("name");
    return IdempotencyKey.of(ctx)
        .map(key -> key.ofCreation(Caller.of(ctx), "POST /users", name))
        .map(key -> Created.answer(users.create(name, key), UserHandlers::created))
        .orElseGet(() -> created(users.create(name)));
  }

  private static Answer created(User user) {
    return Answer.created("/users/" + user.id(), UserBody.of(user));
  }

  Answer find(Context ctx, byte[] body) {
    return users
        .find(Caller.of(ctx).actingFor(Ids.inPath(ctx, "userId")))
        .map(user -> Answer.ok(UserBody.of(user)))
        .orElse(Failure.USER_NOT_FOUND);
  }

  Answer list(Context ctx, byte[] body) {
    return Answer.ok(users.list(Paging.of(ctx)).stream().map(UserBody::of).toList());
  }
}
