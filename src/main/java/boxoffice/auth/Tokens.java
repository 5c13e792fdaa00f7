package boxoffice.auth;

import boxoffice.auth.TokenSettings.Published;
import boxoffice.auth.TokenSettings.Secret;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells whose a token is. Never says a token itself, to nobody and in no log. */
public final class Tokens implements AutoCloseable {
  private final OwnCredential own;
  private final RememberedTokens remembered;
  private final TokenCheck check;
  private final IdentityReader identities;
  private final Duration skew;
  private final Optional<PublishedKeys> published;

  private Tokens(
      TokenSettings settings,
      OwnCredential own,
      JWSKeySelector<SecurityContext> keys,
      Optional<PublishedKeys> published,
      Clock clock) {
    this.own = own;
    this.remembered = new RememberedTokens(clock);
    this.check = new TokenCheck(settings, keys, clock);
    this.identities = new IdentityReader(settings.operatorClaim());
    this.skew = settings.clockSkew();
    this.published = published;
  }

  /**
   * Those that are as the settings say. Where their keys are published, these are asked for at
   * once, and not waited for.
   *
   * @param own what is let in beside them
   */
  public static Tokens of(TokenSettings settings, OwnCredential own, Clock clock) {
    return of(settings, own, clock, KeyTimes.STANDARD);
  }

  static Tokens of(TokenSettings settings, OwnCredential own, Clock clock, KeyTimes times) {
    return switch (settings.keys()) {
      case Secret secret -> {
        var key = new SingleKeyJWSKeySelector<SecurityContext>(JWSAlgorithm.HS256, secret.key());
        yield new Tokens(settings, own, key, Optional.empty(), clock);
      }
      case Published(var url) -> {
        PublishedKeys keys = PublishedKeys.at(url, times);
        yield new Tokens(settings, own, keys, Optional.of(keys), clock);
      }
    };
  }

  /** What to make of this one, which may be any text. */
  public Verdict check(String token) {
    Optional<Identity> known = remembered.find(token);
    if (known.isPresent()) {
      return new Verdict.Accepted(known.get());
    }
    return own.is(token)
        ? new Verdict.Accepted(new Identity.Operator("this process"))
        : check.check(token, claims -> accepted(token, claims));
  }

  private Verdict accepted(String token, JWTClaimsSet claims) {
    Optional<Identity> identity = identities.read(claims);
    if (identity.isEmpty()) {
      return new Verdict.Rejected(Rejection.WRONG_SUBJECT);
    }
    Instant goodUntil = claims.getExpirationTime().toInstant().plus(skew);
    remembered.remember(token, identity.get(), goodUntil);
    return new Verdict.Accepted(identity.get());
  }

  /** How often keys were had from their server since the start; 0 where there is none. */
  public long keyFetches() {
    return published.map(keys -> keys.server().fetches()).orElse(0L);
  }

  /** How often keys were asked for in vain since the start. */
  public long keyFetchFailures() {
    return published.map(keys -> keys.server().failures()).orElse(0L);
  }

  @Override
  public void close() {
    published.ifPresent(PublishedKeys::close);
  }
}
