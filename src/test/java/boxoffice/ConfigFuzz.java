package boxoffice;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import boxoffice.auth.TokenSettings.Published;
import boxoffice.fuzz.Inputs;
import boxoffice.limit.Addresses;
import io.lettuce.core.RedisURI;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings are taken whole or refused in one line; neither tells a secret; and each address that is
 * taken can be read by who connects to it. The input is an environment, a line {@code NAME=value}
 * for each variable. Secrets have the word {@code hunter2} in them.
 */
final class ConfigFuzz {
  private static final String SECRET = "hunter2";
  private static final List<String> URLS = List.of("REDIS_URL", "DATABASE_URL", "AUTH_JWKS_URL");

  private ConfigFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Map<String, String> environment = environment(Inputs.text(input));
    try {
      Config config = Config.read(environment);
      checkTaken(config, environment);
    } catch (ConfigException refused) {
      String message = String.valueOf(refused.getMessage());
      assertFalse(message.isBlank());
      Inputs.assertOneLine(message);
      assertFalse(message.contains(SECRET), message);
    }
  }

  private static Map<String, String> environment(String text) {
    Map<String, String> environment = new HashMap<>();
    for (String line : Inputs.lines(text)) {
      String[] parts = line.split("=", 2);
      if (parts.length == 2) {
        environment.put(parts[0], parts[1]);
      }
    }
    environment.computeIfPresent(
        "HOST", (_, host) -> Addresses.parse(host).isPresent() ? host : null);
    environment.entrySet().removeIf(ConfigFuzz::showsTheSecretRightly);
    return environment;
  }

  /** What is no place for a secret is told. */
  private static boolean showsTheSecretRightly(Map.Entry<String, String> setting) {
    String name = setting.getKey();
    return setting.getValue().contains(SECRET)
        && !name.endsWith("PASSWORD")
        && !name.endsWith("SECRET")
        && !URLS.contains(name);
  }

  private static void checkTaken(Config config, Map<String, String> environment) {
    String summary = config.summary();
    Inputs.assertOneLine(summary);
    boolean shown = URLS.stream().anyMatch(name -> isInPlace(environment.getOrDefault(name, "")));
    assertFalse(summary.contains(SECRET) && !shown, summary);
    assertEquals("Config[" + summary + "]", config.toString());
    config.redisUrl().ifPresent(url -> assertDoesNotThrow(() -> RedisURI.create(url), url));
    config
        .databaseUrl()
        .ifPresent(url -> assertDoesNotThrow(() -> DriverManager.getDriver(url), url));
    config
        .tokens()
        .filter(tokens -> tokens.keys() instanceof Published)
        .map(tokens -> ((Published) tokens.keys()).url())
        .ifPresent(url -> assertDoesNotThrow(url::toURL, url.toString()));
  }

  /** Whether it is in the name of the host or in the path: not before an @, nor behind a ?. */
  private static boolean isInPlace(String url) {
    int begin = url.startsWith("redis") ? url.lastIndexOf('@') + 1 : 0;
    int end = url.indexOf('?', begin);
    return url.substring(begin, end < 0 ? url.length() : end).contains(SECRET);
  }
}
