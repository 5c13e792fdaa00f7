package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.auth.Identity;
import boxoffice.auth.OwnCredential;
import boxoffice.auth.Tokens;
import boxoffice.auth.Verdict;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code make token} prints what a service with the same settings takes. */
class TokenMainTest {
  @Test
  void aTokenOfAUser() {
    assertEquals(new Identity.Buyer(7, "7"), takenAs(Map.of("SUB", "7")));
  }

  @Test
  void aTokenOfAnOperator() {
    assertEquals(new Identity.Operator("7"), takenAs(Map.of("SUB", "7", "ROLE", "operator")));
    assertEquals(new Identity.Operator("operator"), takenAs(Map.of("ROLE", "operator")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', set SUB to the id of a user",
    "kim, '', SUB must be a whole number from 1",
    "7, admin, ROLE must be operator"
  })
  void whatIsWrongIsNamed(String sub, String role, String message) {
    assertRefused(message, environment(Map.of("SUB", sub, "ROLE", role)));
  }

  @Test
  void withoutASecretThereIsNoToken() {
    assertRefused("set AUTH_JWT_SECRET", Map.of("SUB", "7"));
    assertRefused(
        "set AUTH_JWT_SECRET",
        Map.of(
            "AUTH_JWKS_URL", "https://issuer.test/keys",
            "AUTH_ISSUER", "https://issuer.test",
            "AUTH_AUDIENCE", "box-office",
            "SUB", "7"));
  }

  private static Identity takenAs(Map<String, String> asked) {
    Map<String, String> environment = environment(asked);
    String token = TokenMain.token(environment);
    try (Tokens tokens =
        Tokens.of(
            Config.read(environment).tokens().orElseThrow(),
            OwnCredential.random(),
            Clock.systemUTC())) {
      return ((Verdict.Accepted) tokens.check(token)).identity();
    }
  }

  private static Map<String, String> environment(Map<String, String> asked) {
    Map<String, String> environment = new HashMap<>(TestTokens.settings());
    environment.putAll(asked);
    return environment;
  }

  private static void assertRefused(String why, Map<String, String> environment) {
    String message =
        assertThrows(ConfigException.class, () -> TokenMain.token(environment)).getMessage();
    assertEquals(why, message.substring(0, Math.min(why.length(), message.length())));
  }
}
