package boxoffice.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.auth.TokenSettings.Secret;
import boxoffice.fuzz.Inputs;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Nobody is let in whose token has not the signature of the secret or breaks a rule of {@link
 * PlainClaims}. The input is a token; or, in two lines, the header and the claims of one that is
 * signed with the secret.
 */
final class TokensFuzz {
  private static final Secret SECRET = Secret.of("a secret for tokens that a fuzzer makes up");
  private static final TestClock CLOCK = new TestClock();

  private TokensFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws GeneralSecurityException {
    List<String> lines = Inputs.lines(Inputs.text(input));
    try (Tokens tokens = tokens()) {
      if (lines.size() == 2) {
        checkSigned(tokens, lines.get(0), lines.get(1));
      } else if (accepted(tokens, lines.getFirst()).isPresent()) {
        assertTrue(isSigned(lines.getFirst()), "a token that nobody signed was let in");
      }
    }
  }

  /** New ones each time, so that nothing is remembered. */
  private static Tokens tokens() {
    var settings =
        new TokenSettings(
            SECRET,
            Optional.of(PlainClaims.ISSUER),
            Optional.of(PlainClaims.AUDIENCE),
            Duration.ofSeconds(PlainClaims.SKEW_SECONDS),
            "roles");
    return Tokens.of(settings, OwnCredential.random(), CLOCK);
  }

  private static void checkSigned(Tokens tokens, String header, String claims)
      throws GeneralSecurityException {
    String signed = base64(bytes(header)) + "." + base64(bytes(claims));
    byte[] signature = hmac(signed);
    String token = signed + "." + base64(signature);
    Optional<Identity> accepted = accepted(tokens, token);
    Optional<PlainClaims> plain = PlainClaims.read(header, claims, CLOCK.instant());
    accepted.ifPresent(
        identity -> assertEquals(Optional.of(identity), plain.flatMap(PlainClaims::mayBe)));
    plain.flatMap(PlainClaims::mustBe).ifPresent(one -> assertEquals(Optional.of(one), accepted));
    // Known by now, and still the same; another's signature is not.
    assertEquals(accepted, accepted(tokens, token));
    signature[0] ^= 1;
    assertEquals(Optional.empty(), accepted(tokens, signed + "." + base64(signature)));
  }

  private static Optional<Identity> accepted(Tokens tokens, String token) {
    return switch (tokens.check(token)) {
      case Verdict.Accepted(Identity identity) -> Optional.of(identity);
      case Verdict.Rejected _ -> Optional.empty();
    };
  }

  private static boolean isSigned(String token) throws GeneralSecurityException {
    int end = token.lastIndexOf('.');
    byte[] shown = Base64.getUrlDecoder().decode(token.substring(end + 1));
    return MessageDigest.isEqual(hmac(token.substring(0, end)), shown);
  }

  private static byte[] hmac(String signed) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(SECRET.key());
    return mac.doFinal(bytes(signed));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
