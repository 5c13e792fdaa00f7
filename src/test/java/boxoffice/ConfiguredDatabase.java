package boxoffice;

import boxoffice.postgres.DatabaseSettings;
import java.util.Map;

/** PostgreSQL with the bounds that the product gives it. */
public final class ConfiguredDatabase {
  private ConfiguredDatabase() {}

  /** From the product's environment; it must say where PostgreSQL is. */
  public static DatabaseSettings of(Map<String, String> environment) {
    return Config.read(environment)
        .database(
            environment.get("DATABASE_URL"),
            environment.get("DATABASE_USER"),
            environment.get("DATABASE_PASSWORD"));
  }
}
