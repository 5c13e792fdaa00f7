package boxoffice.auth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a token has to be.
 *
 * @param issuer who has to have issued it; anybody who can sign if that is empty
 * @param audience for whom it has to be meant; for anybody if that is empty
 * @param clockSkew by how much the clock of the issuer may differ from ours
 * @param operatorClaim the name of the claim that says who is an operator
 */
public record TokenSettings(
    Keys keys,
    Optional<String> issuer,
    Optional<String> audience,
    Duration clockSkew,
    String operatorClaim) {

  /** What a token's signature is checked with. */
  public sealed interface Keys {}

  /** One secret for who signs and who checks (HS256). */
  public record Secret(SecretKey key) implements Keys {
    /** RFC 7518 demands for HS256 a key as long as the hash at least. */
    public static final int LEAST_BYTES = 32;

    /** The secret whose bytes are these characters in UTF-8. */
    public static Secret of(String text) {
      return new Secret(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }

    public boolean isLongEnough() {
      return key.getEncoded().length >= LEAST_BYTES;
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Secret";
    }
  }

  /** The address of a JSON Web Key Set (RS256, ES256). */
  public record Published(URI url) implements Keys {}
}
