package boxoffice.auth;

import boxoffice.auth.TokenSettings.Secret;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;

/** Makes tokens as they are wanted here, for who tries the service out and has its secret. */
public final class TokenMint {
  private final TokenSettings settings;
  private final Secret secret;
  private final Clock clock;

  /**
   * @param settings of which the issuer and the audience are put into each token
   */
  public TokenMint(TokenSettings settings, Secret secret, Clock clock) {
    this.settings = settings;
    this.secret = secret;
    this.clock = clock;
  }

  /** A token of this user that is good for so long. */
  public String forUser(long userId, Duration life) {
    return signed(claims(Long.toString(userId), life).build());
  }

  /** A token of an operator that is good for so long. */
  public String forOperator(String subject, Duration life) {
    return signed(
        claims(subject, life)
            .claim(settings.operatorClaim(), List.of(IdentityReader.OPERATOR))
            .build());
  }

  private JWTClaimsSet.Builder claims(String subject, Duration life) {
    var claims =
        new JWTClaimsSet.Builder()
            .subject(subject)
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plus(life)));
    settings.issuer().ifPresent(claims::issuer);
    settings.audience().ifPresent(claims::audience);
    return claims;
  }

  private String signed(JWTClaimsSet claims) {
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(new MACSigner(secret.key()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the secret signs nothing", e);
    }
    return token.serialize();
  }
}
