package boxoffice;

import boxoffice.auth.TokenMint;
import boxoffice.auth.TokenSettings;
import boxoffice.auth.TokenSettings.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code make token}: prints a token for a service that was started with the same settings, for who
 * tries it out. Elsewhere tokens come from whoever knows the users.
 */
public final class TokenMain {
  private static final Duration LIFE = Duration.ofHours(12);

  private TokenMain() {}

  /** {@code SUB} is whose it is, and {@code ROLE=operator} makes it an operator's. */
  public static void main(String[] args) {
    try {
      System.out.println(token(System.getenv()));
    } catch (ConfigException e) {
      System.err.println("There is no token: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * @throws ConfigException when a setting is wrong or missing
   */
  static String token(Map<String, String> environment) {
    TokenSettings tokens =
        Config.read(environment)
            .tokens()
            .filter(settings -> settings.keys() instanceof Secret)
            .orElseThrow(() -> new ConfigException("set AUTH_JWT_SECRET as the service has it"));
    var mint = new TokenMint(tokens, (Secret) tokens.keys(), Clock.systemUTC());
    var settings = new Settings(environment);
    Optional<String> role = settings.text("ROLE");
    if (role.isEmpty()) {
      return mint.forUser(user(settings), LIFE);
    }
    if (!role.get().equals("operator")) {
      throw new ConfigException("ROLE must be operator, or not set");
    }
    return mint.forOperator(settings.text("SUB").orElse("operator"), LIFE);
  }

  private static int user(Settings settings) {
    int user = settings.number("SUB", 0, 1, Integer.MAX_VALUE);
    settings.throwIfWrong();
    if (user == 0) {
      throw new ConfigException("set SUB to the id of a user, or ROLE to operator");
    }
    return user;
  }
}
