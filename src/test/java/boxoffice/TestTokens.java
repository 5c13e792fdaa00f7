package boxoffice;

import boxoffice.auth.TokenMint;
import boxoffice.auth.TokenSettings;
import boxoffice.auth.TokenSettings.Secret;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tokens for a service with {@link #settings()}, good ones and bad ones. */
public final class TestTokens {
  private static final String SECRET = "a secret of the tests, 32 bytes or more";
  private static final String ISSUER = "https://issuer.test";
  private static final String AUDIENCE = "box-office-test";
  private static final Duration LIFE = Duration.ofHours(1);

  private TestTokens() {}

  /** With which a service asks for these tokens. */
  public static Map<String, String> settings() {
    return Map.of("AUTH_JWT_SECRET", SECRET, "AUTH_ISSUER", ISSUER, "AUTH_AUDIENCE", AUDIENCE);
  }

  public static String ofUser(long userId) {
    return mint(SECRET, AUDIENCE).forUser(userId, LIFE);
  }

  public static String ofOperator() {
    return ofOperator("kim");
  }

  public static String ofOperator(String subject) {
    return mint(SECRET, AUDIENCE).forOperator(subject, LIFE);
  }

  public static String signedWithAnotherSecret(long userId) {
    return mint(SECRET.toUpperCase(Locale.ROOT), AUDIENCE).forUser(userId, LIFE);
  }

  public static String expired(long userId) {
    return mint(SECRET, AUDIENCE).forUser(userId, LIFE.negated());
  }

  public static String forAnotherAudience(long userId) {
    return mint(SECRET, "another").forUser(userId, LIFE);
  }

  /** With {@code alg: none}, and of an operator at that. */
  public static String unsigned(long userId) {
    return new PlainJWT(
            new JWTClaimsSet.Builder()
                .subject(Long.toString(userId))
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .claim("roles", "operator")
                .expirationTime(Date.from(Instant.now().plus(LIFE)))
                .build())
        .serialize();
  }

  private static TokenMint mint(String secret, String audience) {
    Secret key = Secret.of(secret);
    return new TokenMint(
        new TokenSettings(key, Optional.of(ISSUER), Optional.of(audience), Duration.ZERO, "roles"),
        key,
        Clock.systemUTC());
  }
}
