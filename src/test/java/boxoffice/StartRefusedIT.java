package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import boxoffice.embedded.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A start that can't succeed ends at once, with one line that names the setting to change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartRefusedIT {
  private static final String REFUSED = "Box Office can't start: ";
  private static final String WRONG = "a-wrong-password";

  private final Path data = TestServers.temporaryDirectory();
  private final Map<String, String> good = new HashMap<>();
  private TestWorld world;
  private EmbeddedRedis redis;

  @BeforeAll
  void start() {
    world = TestWorld.fresh();
    good.putAll(world.environment());
    good.remove("PORT");
    good.values().removeIf(String::isEmpty);
    redis = EmbeddedRedis.start(TestServers.temporaryDirectory());
  }

  @AfterAll
  void end() {
    redis.close();
    world.close();
  }

  @Test
  void everyWrongSettingIsNamedInTheOneLine() {
    String line =
        refused(
            Map.of(
                "PORT", "abc",
                "QUEUE_CAPACITY", "0",
                "DATABASE_URL", "mysql://secret@host/db",
                "REDIS_URL", "redis://:secret@host:port"));
    assertEquals(
        REFUSED
            + "PORT must be a whole number from 0 to 65535;"
            + " QUEUE_CAPACITY must be a whole number from 1 to 10000000;"
            + " DATABASE_URL must look like jdbc:postgresql://host:5432/database;"
            + " REDIS_URL must look like redis://:password@host:6379",
        line);
  }

  @Test
  void aPortInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      says("Cannot listen on 127.0.0.1 port " + port, with("PORT", port));
      says(
          "Cannot listen on 127.0.0.1 port " + port,
          Map.of("PORT", port, "REDIS_URL", redis.url()));
    }
  }

  @Test
  void aHostThatIsNone() {
    Map<String, String> settings = new HashMap<>(with("HOST", "no-such-host.invalid"));
    settings.put("AUTH", "open");
    says("another HOST", settings);
  }

  @Test
  void anOpenServiceWhereOthersMayComeFrom() {
    assertEquals(
        REFUSED
            + "HOST is 0.0.0.0, where others may come from, and nobody is asked for a token: set"
            + " AUTH_JWKS_URL or AUTH_JWT_SECRET, or AUTH=open to let anybody do anything",
        refused(with("HOST", "0.0.0.0")));
  }

  @Test
  void aSecretThatIsTooShort() {
    says("AUTH_JWT_SECRET must have at least 32 bytes", with("AUTH_JWT_SECRET", "short"));
  }

  @Test
  void aFileAsDataDirectory() throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    says("set DATA_DIR to a directory", Map.of("DATA_DIR", file.toString()));
  }

  @Test
  void aDatabaseThatDoesNotExist() {
    String url = good.get("DATABASE_URL").replaceFirst("/boxoffice_test_[0-9_]+", "/nonesuch");
    says("DATABASE_URL", with("DATABASE_URL", url));
  }

  @Test
  void aPasswordThatPostgresRefuses() {
    Map<String, String> settings = new HashMap<>(with("DATABASE_USER", "nobody-we-know"));
    settings.put("DATABASE_PASSWORD", WRONG);
    says("DATABASE_USER, DATABASE_PASSWORD", settings);
  }

  @Test
  void aPasswordThatRedisRefuses() {
    says("REDIS_URL", with("REDIS_URL", redis.url().replaceFirst(":[^:@/]*@", ":" + WRONG + "@")));
    says("REDIS_URL", with("REDIS_URL", redis.url().replaceFirst("//.*@", "//")));
  }

  @Test
  void aRedisThatEvictsReservations() {
    try (RedisClient client = RedisClient.create(redis.url());
        var connection = client.connect()) {
      connection.sync().configSet("maxmemory-policy", "allkeys-lru");
      says("maxmemory-policy is allkeys-lru", with("REDIS_URL", redis.url()));
      connection.sync().configSet("maxmemory-policy", "noeviction");
    }
  }

  @Test
  void aDirectoryInUseByAnother() {
    try (JarProcess _ =
        JarProcess.selling(
            data,
            Map.of(
                "DATABASE_URL",
                good.get("DATABASE_URL"),
                "DATABASE_USER",
                good.getOrDefault("DATABASE_USER", ""),
                "DATABASE_PASSWORD",
                good.getOrDefault("DATABASE_PASSWORD", "")))) {
      try (JarProcess second = JarProcess.start(data, Map.of())) {
        assertEquals(1, second.awaitExit());
        assertTrue(
            second.lines().getLast().contains("in use by another running Box Office"),
            second.output());
      }
    }
  }

  @Test
  void aJavaThatIsTooOld() throws IOException {
    Path homes = Path.of("/usr/lib/jvm");
    Path old = homes.resolve("java-17-openjdk-amd64");
    assumeTrue(Files.isExecutable(old.resolve("bin/java")), "no Java 17 is installed in " + homes);
    try (JarProcess jar = JarProcess.startWith(old.toString(), data, Map.of())) {
      assertEquals(1, jar.awaitExit());
      assertEquals(1, jar.lines().size(), jar.output());
      assertTrue(jar.output().startsWith("Box Office needs Java 25 or newer, this is Java 17"));
    }
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> settings = new HashMap<>(good);
    settings.put(name, value);
    return settings;
  }

  private void says(String what, Map<String, String> settings) {
    String line = refused(settings);
    assertTrue(line.contains(what), line);
  }

  /** The line that begins so, the only one but for embedded servers and those that are slow. */
  private String refused(Map<String, String> settings) {
    try (JarProcess jar = JarProcess.start(data, settings)) {
      assertEquals(1, jar.awaitExit(), jar::output);
      assertFalse(jar.output().contains(WRONG), jar::output);
      var lines =
          jar.lines().stream()
              .filter(line -> !line.contains("INFO EmbeddedServer"))
              .filter(line -> !line.matches(".* WARN .* is away, .* waits for it: .*"))
              .toList();
      assertEquals(1, lines.size(), jar::output);
      assertTrue(lines.getFirst().startsWith(REFUSED), jar::output);
      return lines.getFirst();
    }
  }
}
