package boxoffice.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks tokens: signature, then claims. The library does; here stands what it is to look at. */
final class TokenCheck {
  private static final Logger log = LoggerFactory.getLogger(TokenCheck.class);

  /**
   * The one that RFC 9068 has for access tokens; other kinds of JWT are signed by the same keys.
   */
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  /** What RFC 7515 has a token consist of; the library passes over all other characters. */
  private static final Pattern FORM = Pattern.compile("[\\w-]*+\\.[\\w-]*+\\.[\\w-]*+");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  TokenCheck(TokenSettings settings, JWSKeySelector<SecurityContext> keys, Clock clock) {
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    processor.setJWSKeySelector(keys);
    processor.setJWTClaimsSetVerifier(claims(settings, clock));
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      TokenSettings settings, Clock clock) {
    var exact = new JWTClaimsSet.Builder();
    settings.issuer().ifPresent(exact::issuer);
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            settings.audience().orElse(null), exact.build(), Set.of("exp", "sub")) {
          // What has to be there may be there as null, which the library takes for present.
          @Override
          public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
              throws BadJWTException {
            super.verify(claims, context);
            if (claims.getSubject() == null || claims.getExpirationTime() == null) {
              throw new BadJWTException("exp or sub is null");
            }
          }

          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(wholeSeconds(settings.clockSkew()));
    return verifier;
  }

  /** Rounded up: the times in tokens are whole seconds. */
  private static int wholeSeconds(Duration skew) {
    return Math.toIntExact(Math.ceilDiv(skew.toMillis(), 1_000));
  }

  /**
   * @param accept what is made of the claims of a good token
   */
  Verdict check(String token, Function<JWTClaimsSet, Verdict> accept) {
    if (!FORM.matcher(token).matches()) {
      return new Verdict.Rejected(Rejection.MALFORMED);
    }
    JWTClaimsSet claims;
    try {
      claims = processor.process(SignedJWT.parse(token), null);
    } catch (ParseException e) {
      return new Verdict.Rejected(Rejection.MALFORMED);
    } catch (ExpiredJWTException e) {
      return new Verdict.Rejected(Rejection.EXPIRED);
    } catch (BadJWTException e) {
      return new Verdict.Rejected(Rejection.WRONG_CLAIMS);
    } catch (KeySourceException e) {
      log.debug("a token can't be checked", e);
      return new Verdict.Rejected(Rejection.NO_KEYS);
    } catch (BadJOSEException | JOSEException e) {
      return new Verdict.Rejected(Rejection.WRONG_SIGNATURE);
    }
    return accept.apply(claims);
  }
}
