package boxoffice.http;

import boxoffice.auth.Rejection;
import boxoffice.auth.Tokens;
import boxoffice.auth.Verdict;
import boxoffice.reservation.Tally;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who asks, and turns away who may not. A token comes as RFC 6750 says: in the header
 * {@code Authorization}, after the word Bearer.
 */
public final class Gate {
  private static final String SCHEME = "Bearer ";

  private final Optional<Tokens> tokens;
  private final OwnSite site;
  private final Tally<Rejection> rejections = new Tally<>(Rejection.class);

  private Gate(Optional<Tokens> tokens, OwnSite site) {
    this.tokens = tokens;
    this.site = site;
  }

  /**
   * Asks nobody for anything, but lets no page of another site act.
   *
   * @param names by which browsers know the service beside its addresses, in lower case
   */
  public static Gate open(Set<String> names) {
    return new Gate(Optional.empty(), new OwnSite(names));
  }

  public static Gate askingFor(Tokens tokens) {
    return new Gate(Optional.of(tokens), new OwnSite(Set.of()));
  }

  public boolean isOpen() {
    return tokens.isEmpty();
  }

  /** How often somebody was turned away since the start, by why. */
  public Tally<Rejection> rejections() {
    return rejections;
  }

  /**
   * Who sends this request to a route of this access.
   *
   * @throws Refusal if they may not
   */
  Caller admit(HttpServletRequest request, Access access) {
    if (tokens.isEmpty()) {
      if (access != Access.EVERYBODY) {
        site.check(request);
      }
      return new Caller.Everyone();
    }
    if (access == Access.EVERYBODY) {
      return new Caller.Stranger();
    }
    Caller caller = caller(request, tokens.get());
    if (access == Access.OPERATORS && !(caller instanceof Caller.Operator)) {
      throw refusal(Rejection.NOT_OPERATOR);
    }
    return caller;
  }

  private Caller caller(HttpServletRequest request, Tokens checked) {
    List<String> shown = Collections.list(request.getHeaders("Authorization"));
    if (shown.size() > 1) {
      throw refusal(Rejection.MALFORMED); // Which of them would a proxy before us have looked at?
    }
    if (shown.isEmpty() || !shown.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refusal(Rejection.NO_TOKEN);
    }
    return switch (checked.check(shown.getFirst().substring(SCHEME.length()).strip())) {
      case Verdict.Accepted(var identity) -> Caller.of(identity);
      case Verdict.Rejected(Rejection why) -> throw refusal(why);
    };
  }

  private Refusal refusal(Rejection why) {
    rejections.count(why);
    return new Refusal(
        switch (why) {
          case NO_TOKEN -> Failure.NO_TOKEN;
          case EXPIRED -> Failure.EXPIRED_TOKEN;
          case NOT_OPERATOR -> Failure.NOT_OPERATOR;
          case NO_KEYS -> Failure.NO_KEYS;
          case MALFORMED, WRONG_SIGNATURE, WRONG_CLAIMS, WRONG_SUBJECT -> Failure.BAD_TOKEN;
        });
  }
}
