package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.auth.TokenSettings;
import boxoffice.auth.TokenSettings.Published;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked for a token, and each setting that contradicts itself or another. */
class AccessSettingsTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String URL = "https://issuer.test/keys";

  @Test
  void withoutASettingNobodyIsAskedForAToken() {
    assertEquals(Optional.empty(), Config.read(Map.of()).tokens());
    assertEquals(Optional.empty(), Config.read(Map.of("AUTH", "open")).tokens());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void openItListensWhereNobodyElseComesFrom(String host) {
    assertEquals(host, Config.read(Map.of("HOST", host)).http().host());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
  void openItListensElsewhereOnlyIfItIsToldSo(String host) {
    assertEquals(
        "HOST is "
            + host
            + ", where others may come from, and nobody is asked for a token:"
            + " set AUTH_JWKS_URL or AUTH_JWT_SECRET, or AUTH=open to let anybody do anything",
        refusal(Map.of("HOST", host)));
    assertEquals(host, Config.read(Map.of("HOST", host, "AUTH", "open")).http().host());
    assertEquals(host, Config.read(Map.of("HOST", host, "AUTH_JWT_SECRET", SECRET)).http().host());
  }

  @Test
  void itGoesByItsHostAndByTheNamesThatAreSet() {
    assertEquals(Set.of(), Config.read(Map.of()).names());
    assertEquals(
        Set.of("localhost", "tickets.example", "box.example"),
        Config.read(
                Map.of(
                    "HOST", "localhost", "HOST_NAMES", "Tickets.example , box.example,localhost"))
            .names());
    for (String wrong : List.of("http://box.example", "box.example,", ",", "a b", "*")) {
      assertEquals(
          "HOST_NAMES must be names with commas between", refusal(Map.of("HOST_NAMES", wrong)));
    }
  }

  @Test
  void aSecretIsAllThatIsNeeded() {
    TokenSettings tokens = Config.read(Map.of("AUTH_JWT_SECRET", SECRET)).tokens().orElseThrow();
    assertEquals(Optional.empty(), tokens.issuer());
    assertEquals(Optional.empty(), tokens.audience());
    assertEquals(Duration.ofSeconds(5), tokens.clockSkew());
    assertEquals("roles", tokens.operatorClaim());
  }

  @Test
  void publishedKeysAreBelievedOfOneIssuerForOneAudience() {
    TokenSettings tokens =
        Config.read(
                Map.of(
                    "AUTH_JWKS_URL", URL,
                    "AUTH_ISSUER", "https://issuer.test",
                    "AUTH_AUDIENCE", "box-office",
                    "AUTH_CLOCK_SKEW_MS", "300000",
                    "AUTH_OPERATOR_CLAIM", "scope"))
            .tokens()
            .orElseThrow();
    assertEquals(new Published(URI.create(URL)), tokens.keys());
    assertEquals(Optional.of("https://issuer.test"), tokens.issuer());
    assertEquals(Optional.of("box-office"), tokens.audience());
    assertEquals(Duration.ofMinutes(5), tokens.clockSkew());
    assertEquals("scope", tokens.operatorClaim());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AUTH=closed | AUTH must be open, or not set
          AUTH=open AUTH_JWT_SECRET=SECRET | AUTH, AUTH_JWKS_URL and AUTH_JWT_SECRET exclude each other
          AUTH=open AUTH_JWKS_URL=URL AUTH_ISSUER=i AUTH_AUDIENCE=a | AUTH, AUTH_JWKS_URL and AUTH_JWT_SECRET exclude each other
          AUTH_JWT_SECRET=SECRET AUTH_JWKS_URL=URL AUTH_ISSUER=i AUTH_AUDIENCE=a | AUTH, AUTH_JWKS_URL and AUTH_JWT_SECRET exclude each other
          AUTH_JWT_SECRET=0123456789abcdef0123456789abcde | AUTH_JWT_SECRET must have at least 32 bytes
          AUTH_JWKS_URL=URL | AUTH_JWKS_URL needs AUTH_ISSUER and AUTH_AUDIENCE
          AUTH_JWKS_URL=URL AUTH_ISSUER=i | AUTH_JWKS_URL needs AUTH_ISSUER and AUTH_AUDIENCE
          AUTH_JWKS_URL=URL AUTH_AUDIENCE=a | AUTH_JWKS_URL needs AUTH_ISSUER and AUTH_AUDIENCE
          AUTH_JWKS_URL=issuer.test AUTH_ISSUER=i AUTH_AUDIENCE=a | AUTH_JWKS_URL must look like https://issuer.example/.well-known/jwks.json
          AUTH_JWKS_URL=file:///etc/keys AUTH_ISSUER=i AUTH_AUDIENCE=a | AUTH_JWKS_URL must look like https://issuer.example/.well-known/jwks.json
          AUTH_JWKS_URL=https://[::::]/keys AUTH_ISSUER=i AUTH_AUDIENCE=a | AUTH_JWKS_URL must look like https://issuer.example/.well-known/jwks.json
          AUTH_ISSUER=i | AUTH_ISSUER and AUTH_AUDIENCE need AUTH_JWKS_URL or AUTH_JWT_SECRET
          AUTH_AUDIENCE=a | AUTH_ISSUER and AUTH_AUDIENCE need AUTH_JWKS_URL or AUTH_JWT_SECRET
          AUTH_JWT_SECRET=SECRET AUTH_CLOCK_SKEW_MS=300001 | AUTH_CLOCK_SKEW_MS must be a whole number from 0 to 300000
          AUTH_JWT_SECRET=SECRET AUTH_CLOCK_SKEW_MS=-1 | AUTH_CLOCK_SKEW_MS must be a whole number from 0 to 300000
          """)
  void whatContradictsItselfIsRefusedByName(String settings, String message) {
    Map<String, String> environment = new HashMap<>();
    for (String setting : settings.split(" ")) {
      String[] nameAndValue = setting.split("=", 2);
      environment.put(
          nameAndValue[0], nameAndValue[1].replace("SECRET", SECRET).replace("URL", URL));
    }
    assertEquals(message, refusal(environment));
  }

  @Test
  void theSecretIsNeverShown() {
    Config config = Config.read(Map.of("AUTH_JWT_SECRET", SECRET));
    assertEquals("AUTH_JWT_SECRET=***, all others at their defaults", config.summary());
    String all = config + " " + config.tokens();
    assertTrue(all.contains("roles"), all);
    assertFalse(all.contains(SECRET), all);
    String refused = refusal(Map.of("AUTH_JWT_SECRET", "my-short-secret"));
    assertFalse(refused.contains("my-short-secret"), refused);
  }

  private static String refusal(Map<String, String> environment) {
    return assertThrows(ConfigException.class, () -> Config.read(environment)).getMessage();
  }
}
