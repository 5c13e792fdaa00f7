package boxoffice.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.fuzz.Inputs;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Resource;
import java.net.URI;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/**
 * Whatever the key server sends, it gives public keys of the kind that the algorithm takes, or
 * none. The input is its answer.
 */
final class PublishedKeysFuzz {
  private static final URI ADDRESS = URI.create("https://issuer.example/keys?secret=hunter2");

  private PublishedKeysFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    String document = Inputs.text(input).replace("hunter2", "");
    try (var keys =
        PublishedKeys.by(
            ADDRESS.toURL(), _ -> new Resource(document, "application/json"), KeyTimes.STANDARD)) {
      for (Key key : select(keys, JWSAlgorithm.RS256)) {
        assertInstanceOf(RSAPublicKey.class, key);
      }
      for (Key key : select(keys, JWSAlgorithm.ES256)) {
        assertInstanceOf(ECPublicKey.class, key);
        assertEquals(Curve.P_256, Curve.forECParameterSpec(((ECPublicKey) key).getParams()));
      }
      for (JWSAlgorithm other :
          List.of(JWSAlgorithm.HS256, JWSAlgorithm.RS512, JWSAlgorithm.EdDSA)) {
        assertEquals(List.of(), select(keys, other));
      }
    }
  }

  /** Those of one name, which are among those without a name. */
  private static List<? extends Key> select(PublishedKeys keys, JWSAlgorithm algorithm) {
    List<? extends Key> all = select(keys, new JWSHeader(algorithm));
    List<? extends Key> named = select(keys, new JWSHeader.Builder(algorithm).keyID("one").build());
    assertTrue(all.containsAll(named));
    assertTrue(all.stream().allMatch(PublicKey.class::isInstance));
    return all;
  }

  private static List<? extends Key> select(PublishedKeys keys, JWSHeader header) {
    try {
      return keys.selectJWSKeys(header, null);
    } catch (KeySourceException e) {
      for (Optional<Throwable> cause = Optional.of(e);
          cause.isPresent();
          cause = cause.map(Throwable::getCause)) {
        String message = String.valueOf(cause.get().getMessage());
        Inputs.assertOneLine(message);
        assertTrue(!message.contains("hunter2"), message);
      }
      return List.of();
    }
  }
}
