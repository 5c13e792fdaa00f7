package boxoffice.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.util.Resource;
import java.net.MalformedURLException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyServerTest {
  @ParameterizedTest
  @ValueSource(strings = {"\\n", "\\r", "\\u001b[2J", "\\u0085", "\\u2028"})
  void whatItSentIsToldInOneLine(String escaped) throws MalformedURLException {
    String document =
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-%sforged\",\"x\":\"A\",\"y\":\"A\"}]}";
    try (var keys =
        PublishedKeys.by(
            URI.create("https://issuer.example/keys").toURL(),
            _ -> new Resource(document.formatted(escaped), "application/json"),
            KeyTimes.STANDARD)) {
      var header = new JWSHeader(JWSAlgorithm.ES256);
      String message =
          assertThrows(KeySourceException.class, () -> keys.selectJWSKeys(header, null))
              .getMessage();
      assertEquals(message.replaceAll("[\\p{Cc}\\u2028\\u2029]", ""), message);
      assertEquals("forged", message.substring(message.length() - "forged".length()));
    }
  }
}
