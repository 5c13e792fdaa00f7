package boxoffice;

import boxoffice.embedded.EmbeddedPostgres;
import boxoffice.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL and the Redis that the tests talk to: those of TEST_DATABASE_URL and
 * TEST_REDIS_URL where given; else containers where TEST_CONTAINERS=true; else embedded ones, a
 * pair for each thread that runs tests. Given ones are emptied by the tests.
 */
public final class TestServers {
  static final String POSTGRES_IMAGE = "postgres:18";
  static final String REDIS_IMAGE = "redis:8";

  private static final ThreadLocal<TestServers> OF_THIS_THREAD =
      ThreadLocal.withInitial(() -> start(System.getenv()));

  final String databaseUrl;
  final String databaseUser;
  final String databasePassword;
  final String redisUrl;

  private TestServers(String databaseUrl, String user, String password, String redisUrl) {
    this.databaseUrl = databaseUrl;
    this.databaseUser = user;
    this.databasePassword = password;
    this.redisUrl = redisUrl;
  }

  static TestServers ofThisThread() {
    return OF_THIS_THREAD.get();
  }

  /** Whether there is one pair for the whole run, on which only one test at a time may work. */
  static boolean areShared() {
    Map<String, String> environment = System.getenv();
    return environment.containsKey("TEST_DATABASE_URL")
        || environment.containsKey("TEST_REDIS_URL")
        || wantsContainers(environment);
  }

  private static boolean wantsContainers(Map<String, String> environment) {
    return "true".equals(environment.get("TEST_CONTAINERS"));
  }

  private static TestServers start(Map<String, String> environment) {
    boolean containers = wantsContainers(environment);
    String[] database =
        environment.containsKey("TEST_DATABASE_URL")
            ? new String[] {
              environment.get("TEST_DATABASE_URL"),
              environment.getOrDefault("TEST_DATABASE_USER", ""),
              environment.getOrDefault("TEST_DATABASE_PASSWORD", "")
            }
            : containers ? postgresContainer() : embeddedPostgres();
    String redis =
        environment.containsKey("TEST_REDIS_URL")
            ? environment.get("TEST_REDIS_URL")
            : containers ? redisContainer() : embeddedRedis();
    return new TestServers(database[0], database[1], database[2], redis);
  }

  private static String[] postgresContainer() {
    var container = new PostgreSQLContainer(DockerImageName.parse(POSTGRES_IMAGE));
    container.start();
    closeAtTheEnd(container);
    return new String[] {container.getJdbcUrl(), container.getUsername(), container.getPassword()};
  }

  private static String redisContainer() {
    // Its port is open to this machine's network, which Redis may refuse without a password.
    String password = "test";
    var container =
        new GenericContainer<>(DockerImageName.parse(REDIS_IMAGE))
            .withExposedPorts(6379)
            .withCommand(
                "redis-server",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--requirepass",
                password)
            .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*\\n", 1));
    container.start();
    closeAtTheEnd(container);
    return "redis://:%s@%s:%d"
        .formatted(password, container.getHost(), container.getMappedPort(6379));
  }

  private static String[] embeddedPostgres() {
    EmbeddedPostgres server = EmbeddedPostgres.start(temporaryDirectory());
    closeAtTheEnd(server);
    return new String[] {server.jdbcUrl(), server.user(), server.password()};
  }

  private static String embeddedRedis() {
    EmbeddedRedis server = EmbeddedRedis.start(temporaryDirectory());
    closeAtTheEnd(server);
    return server.url();
  }

  /** Under target/, so that the next clean build takes it away. */
  public static Path temporaryDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "test-servers"));
      return Files.createTempDirectory(parent, "data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closeAtTheEnd(AutoCloseable server) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (Exception e) {
                    throw new IllegalStateException("a test server did not stop", e);
                  }
                }));
  }
}
