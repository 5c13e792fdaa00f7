package boxoffice.http;

import boxoffice.auth.Identity;
import boxoffice.reservation.Whose;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who asks. */
sealed interface Caller {
  /** Anybody, where no tokens are asked for. */
  record Everyone() implements Caller {}

  /** Anybody at a route that is open to everybody: they were not asked who they are. */
  record Stranger() implements Caller {}

  record Buyer(long userId, String subject) implements Caller {}

  record Operator(String subject) implements Caller {}

  /** Who asks for this; a stranger unless the {@link Gate} knew better. */
  static Caller of(Context ctx) {
    return ctx.req().getAttribute(Caller.class.getName()) instanceof Caller caller
        ? caller
        : new Stranger();
  }

  static Caller of(Identity identity) {
    return switch (identity) {
      case Identity.Buyer(long userId, String subject) -> new Buyer(userId, subject);
      case Identity.Operator(String subject) -> new Operator(subject);
    };
  }

  /** Marks the request as theirs. */
  default void mark(HttpServletRequest request) {
    request.setAttribute(Caller.class.getName(), this);
  }

  /** Tells one caller from another, as far as they were asked who they are. */
  default String scope() {
    return switch (this) {
      case Everyone everyone -> "";
      case Stranger stranger -> "";
      case Buyer buyer -> buyer.subject();
      case Operator operator -> operator.subject();
    };
  }

  /** What is theirs to see and to change. */
  default Whose reach() {
    return switch (this) {
      case Everyone everyone -> Whose.EVERYBODYS;
      case Operator operator -> Whose.EVERYBODYS;
      case Buyer buyer -> new Whose.OneUsers(buyer.userId());
      case Stranger stranger -> Whose.NOBODYS;
    };
  }

  /**
   * The same user, if they may act for this one.
   *
   * @throws Refusal if not
   */
  default long actingFor(long userId) {
    if (!reach().includes(userId)) {
      throw new Refusal(Failure.ANOTHER_USER);
    }
    return userId;
  }

  /**
   * The user that they act for: themselves, unless they name one.
   *
   * @param member by which they name one
   * @throws Refusal if they may not act for that user, or nobody knows for whom they do
   */
  default long actingFor(Optional<Long> named, String member) {
    if (named.isEmpty() && this instanceof Buyer buyer) {
      return buyer.userId();
    }
    return actingFor(named.orElseThrow(() -> new Refusal(Failure.invalid(member, Ids.RULE))));
  }
}
