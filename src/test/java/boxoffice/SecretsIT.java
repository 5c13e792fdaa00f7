package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/**
 * The real jar, as talkative as it gets, is told secrets of every kind and gets into every kind of
 * trouble: none of them is in what it says, answers or shows.
 */
class SecretsIT {
  private static final String ROLE = "talkative";
  private static final String TALKATIVE =
      String.join(
          " ",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
          "-Dorg.slf4j.simpleLogger.log.boxoffice=trace",
          "-Dorg.slf4j.simpleLogger.log.com.zaxxer.hikari=debug",
          "-Dorg.slf4j.simpleLogger.log.io.lettuce=info",
          "-Dorg.slf4j.simpleLogger.log.io.netty=info",
          "-Dorg.slf4j.simpleLogger.log.org.flywaydb=debug");

  private final Secrets secrets = new Secrets();
  private final StringBuilder told = new StringBuilder();
  private final String databasePassword = secrets.add("DATABASE_PASSWORD", "pg+Wörd/%\"17&?=Zq8~w");
  private final String databaseKey = secrets.add("DATABASE_URL's parameter", "pgKéy W+/%77&xQv");
  private final String redisPassword = secrets.add("REDIS_URL's password", "rëd+is/%17&?=Zq8~v");
  private final String tokenSecret =
      secrets.add("AUTH_JWT_SECRET", "tök/en+secret=with\"%40~bytes or more");

  @Test
  void noneOfThemComesOut() throws IOException {
    try (var servers = new SharedServers();
        var client = RedisClient.create(servers.redis().url());
        var connection = client.connect()) {
      servers.sql().execute("create role {0} superuser login", DSL.name(ROLE));
      setPasswords(servers, connection.sync(), databasePassword, redisPassword);
      Map<String, String> settings = settings(servers);
      try (JarProcess jar = servers.startJar(settings)) {
        jar.awaitReady();
        var buyers = new TalkativeBuyers(jar, secrets, tokenSecret, told);
        buyers.askForEverything();
        lockOut(jar, servers, connection.sync(), buyers);
        askForKeysThatAreNotThere(jar, servers, settings);
        jar.signal("QUIT"); // It writes down what its threads do.
        jar.await(() -> jar.output().contains("Full thread dump"));
        assertEquals(143, jar.terminate());
        hear(jar);
      }
      refuse(servers, settings);
    }
    assertTrue(secrets.count() > 15, () -> "only " + secrets.count() + " secrets");
    assertEquals(
        List.of(),
        told.toString()
            .lines()
            .filter(line -> !secrets.in(line).isEmpty())
            .map(line -> secrets.in(line) + " in " + line)
            .toList());
  }

  private Map<String, String> settings(SharedServers servers) {
    Map<String, String> settings = new HashMap<>();
    settings.put("JDK_JAVA_OPTIONS", TALKATIVE);
    settings.put(
        "DATABASE_URL", servers.postgres().jdbcUrl() + "?sslpassword=" + encoded(databaseKey));
    settings.put("DATABASE_USER", ROLE);
    settings.put("DATABASE_PASSWORD", databasePassword);
    settings.put("REDIS_URL", redisUrl(servers, redisPassword));
    settings.put("AUTH_JWT_SECRET", tokenSecret);
    return settings;
  }

  private static void setPasswords(
      SharedServers servers, RedisCommands<String, String> redis, String ofRole, String ofRedis) {
    servers.sql().execute("alter role {0} password {1}", DSL.name(ROLE), DSL.inline(ofRole));
    redis.configSet("requirepass", ofRedis);
  }

  private static String redisUrl(SharedServers servers, String password) {
    int port = URI.create(servers.redis().url()).getPort();
    return "redis://:" + encoded(password) + "@127.0.0.1:" + port;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Both servers let it in no more, and say so to their drivers; then they do again. */
  private void lockOut(
      JarProcess jar,
      SharedServers servers,
      RedisCommands<String, String> redis,
      TalkativeBuyers buyers) {
    setPasswords(servers, redis, "another", "another");
    servers
        .sql()
        .execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = {0}",
            DSL.val(ROLE));
    redis.clientKill(KillArgs.Builder.skipme());
    jar.awaitStatus("/readyz", 503);
    jar.await(() -> jar.output().contains("Redis is away, selling waits for it: WRONGPASS"));
    buyers.askForMuch();
    setPasswords(servers, redis, "another", redisPassword);
    jar.awaitStatus("/readyz", 200);
    buyers.reserve();
    jar.await(() -> jar.output().contains("PostgreSQL does not take writes"));
    setPasswords(servers, redis, databasePassword, redisPassword);
    jar.await(() -> jar.get("/readyz").body().contains("\"ready\""));
  }

  /** Of a server that answers 404 to an address that has a secret among its parameters. */
  private void askForKeysThatAreNotThere(
      JarProcess keyServer, SharedServers servers, Map<String, String> settings) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.remove("AUTH_JWT_SECRET");
    String key = encoded(secrets.add("AUTH_JWKS_URL's parameter", "jwksKéy/+ 17%Zq8~u"));
    changed.put("AUTH_JWKS_URL", keyServer.uri("/no-keys?key=" + key).toString());
    changed.put("AUTH_ISSUER", "issuer");
    changed.put("AUTH_AUDIENCE", "audience");
    try (JarProcess jar = servers.startJar(changed)) {
      jar.await(() -> jar.output().contains("gives no keys"));
      hear(jar);
    }
  }

  /** Starts that fail for what is set; {@link StartRefusedIT} has more. */
  private void refuse(SharedServers servers, Map<String, String> settings) {
    String wrong = secrets.add("a wrong password", "wröng+/%\"17&?=Zq8~t");
    List<Map<String, String>> refused =
        List.of(
            Map.of("REDIS_URL", redisUrl(servers, wrong)),
            Map.of(
                "DATABASE_URL", "mysql://user:" + encoded(wrong) + "@127.0.0.1/db",
                "REDIS_URL", "redis://:" + wrong + "@127.0.0.1:none",
                "AUTH_JWKS_URL", "https://user:" + encoded(wrong) + "@127.0.0.1/keys",
                "AUTH_JWT_SECRET", secrets.add("a short secret", "shört+/%Zq8~s")));
    for (Map<String, String> change : refused) {
      Map<String, String> changed = new HashMap<>(settings);
      changed.putAll(change);
      try (JarProcess jar = servers.startJar(changed)) {
        assertEquals(1, jar.awaitExit(), jar::output);
        hear(jar);
      }
    }
  }

  private void hear(JarProcess jar) {
    told.append(jar.output()).append('\n').append(jar.commandLine()).append('\n');
  }
}
