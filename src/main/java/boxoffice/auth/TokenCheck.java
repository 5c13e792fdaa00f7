package boxoffice.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks tokens: the type, the signature, then the claims, which nobody reads before. Each step is
 * the library's; its own walk through them reads the header of each token anew and the claims of
 * those that are not signed, too.
 */
final class TokenCheck {
  private static final Logger log = LoggerFactory.getLogger(TokenCheck.class);

  /**
   * The one that RFC 9068 has for access tokens; other kinds of JWT are signed by the same keys.
   */
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  /** What RFC 7515 has a token consist of; the library passes over all other characters. */
  private static final Pattern FORM = Pattern.compile("[\\w-]*+\\.[\\w-]*+\\.[\\w-]*+");

  private final JOSEObjectTypeVerifier<SecurityContext> types =
      new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null);
  private final JWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
  private final JWSKeySelector<SecurityContext> keys;
  private final JWTClaimsSetVerifier<SecurityContext> claims;

  /** That of the last good token: an issuer begins all with the same. */
  private volatile @Nullable JWSHeader header;

  TokenCheck(TokenSettings settings, JWSKeySelector<SecurityContext> keys, Clock clock) {
    this.keys = keys;
    this.claims = claims(settings, clock);
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
    JWTClaimsSet claims;
    try {
      claims = claimsOf(token);
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

  private JWTClaimsSet claimsOf(String token)
      throws ParseException, BadJOSEException, JOSEException {
    if (!FORM.matcher(token).matches()) {
      throw new ParseException("not three parts of letters, digits, - and _", 0);
    }
    Base64URL[] parts = JOSEObject.split(token);
    JWSHeader read = headerOf(parts[0]);
    types.verify(read.getType(), null);
    String signed = token.substring(0, token.lastIndexOf('.'));
    if (!isSigned(read, signed.getBytes(StandardCharsets.UTF_8), parts[2])) {
      throw new BadJWSException("no key has made the signature");
    }
    header = read;
    return good(parts[1]);
  }

  private JWSHeader headerOf(Base64URL part) throws ParseException {
    JWSHeader last = header;
    return last != null && part.equals(last.getParsedBase64URL()) ? last : JWSHeader.parse(part);
  }

  private boolean isSigned(JWSHeader header, byte[] signed, Base64URL signature)
      throws JOSEException {
    for (Key key : keys.selectJWSKeys(header, null)) {
      if (verifiers.createJWSVerifier(header, key).verify(header, signed, signature)) {
        return true;
      }
    }
    return false;
  }

  private JWTClaimsSet good(Base64URL part) throws BadJWTException {
    Map<String, Object> members = new Payload(part).toJSONObject();
    if (members == null) {
      throw new BadJWTException("the claims are not a JSON object");
    }
    try {
      JWTClaimsSet read = JWTClaimsSet.parse(members);
      claims.verify(read, null);
      return read;
    } catch (ParseException e) {
      throw new BadJWTException("a claim is not of its type", e);
    }
  }
}
